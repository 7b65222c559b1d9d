package io.clearmladmin.helm;

import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Objects;

/**
 * Values under the names of another generation of the vendor's charts: {@code clearml-enterprise} has {@code
 * clearml.cookieDomain} where {@code control-plane} has {@code controlPlane.cookieDomain}. It moves values files only: how a
 * release, its volumes and its Secrets move is not published.
 *
 * @param values the new values, with the keys that were carried over
 * @param carried each key that was carried over
 * @param left each key that was not, and why: write it by hand
 * @param toDecide secrets of the new chart that the old one did not have
 */
public record HelmMigration(HelmValues values, List<Carried> carried, List<Left> left, List<String> toDecide) {

    /** Refuses null. */
    public HelmMigration {
        Objects.requireNonNull(values, "values");
        carried = List.copyOf(carried);
        left = List.copyOf(left);
        toDecide = List.copyOf(toDecide);
    }

    /**
     * A key that was carried over.
     *
     * @param from where it was
     * @param to where it is
     * @param isConfirmed whether the vendor's pages have both names; else one is inferred, or two pages differ
     */
    public record Carried(String from, String to, boolean isConfirmed) {

        @Override
        public String toString() {
            return SafeText.of(this);
        }
    }

    /**
     * A key that was not carried over.
     *
     * @param path the key
     * @param reason why not
     */
    public record Left(String path, String reason) {

        @Override
        public String toString() {
            return SafeText.of(this);
        }
    }

    /** Lines for a terminal: keys carried over and not confirmed, keys left, keys to decide. No values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Values of " + values.chart() + ": " + carried.size() + " carried over, "
                + left.size() + " left, " + toDecide.size() + " to decide\n");
        for (Carried each : carried) {
            String line = each.from().equals(each.to()) ? each.from() : each.from() + " -> " + each.to();
            text.append(each.isConfirmed() ? "  carried      " : "  unconfirmed  ")
                    .append(SafeText.line(line))
                    .append('\n');
        }
        left.forEach(each -> text.append("  left         ")
                .append(SafeText.line(each.path() + ": " + each.reason()))
                .append('\n'));
        toDecide.forEach(path ->
                text.append("  to decide    ").append(SafeText.line(path)).append('\n'));
        return text.toString();
    }
}
