package io.clearmladmin.k8s;

import java.util.regex.Pattern;

/** What Kubernetes takes as keys of labels. */
final class Labels {

    private static final Pattern KEY =
            Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private Labels() {}

    static String key(String field, String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(field + ": is no key of a label: '" + key + "'");
        }
        return key;
    }
}
