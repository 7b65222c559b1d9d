package io.clearmladmin.k8s.controlplane;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which texts are names, by RFC 1123. */
final class DnsName {

    private static final int LONGEST = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private DnsName() {}

    static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    /** A domain under which there can be subdomains, in lower case and ASCII. */
    static String domain(String field, String text) {
        String name = ascii(field, text.strip());
        String[] labels = name.split("\\.", -1);
        if (labels.length < 2
                || name.length() > LONGEST
                || !Arrays.stream(labels).allMatch(DnsName::isLabel)
                || NUMBER.matcher(labels[labels.length - 1]).matches()) {
            throw new IllegalArgumentException(field
                    + ": must be a domain with a dot such as clearml.example.com, without scheme, port or path, got '"
                    + Phrases.brief(text) + "'");
        }
        return name;
    }

    private static String ascii(String field, String text) {
        String relative = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        try {
            return IDN.toASCII(relative).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAName) {
            throw new IllegalArgumentException(field + ": is not a domain: '" + Phrases.brief(text) + "'", notAName);
        }
    }
}
