package io.clearmladmin.k8s;

/**
 * The order of resource versions. They are numbers in every server there is; of two that are not, none counts as older, and the
 * order in which they came decides.
 */
final class Versions {

    private Versions() {}

    /** Whether the first is surely older than the second. */
    static boolean isOlder(String first, String second) {
        if (!isNumber(first) || !isNumber(second)) {
            return false;
        }
        return first.length() != second.length() ? first.length() < second.length() : first.compareTo(second) < 0;
    }

    /** The newer of two; the other if neither is surely older. */
    static String newer(String one, String other) {
        return isOlder(other, one) ? one : other;
    }

    private static boolean isNumber(String version) {
        return !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
