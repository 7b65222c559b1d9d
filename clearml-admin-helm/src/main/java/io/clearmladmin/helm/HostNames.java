package io.clearmladmin.helm;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of hosts and of Kubernetes objects. */
final class HostNames {

    private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");
    private static final Pattern IPV4 = Pattern.compile("\\d+(\\.\\d+){3}");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):(\\d{1,5})");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+]");
    private static final int LAST_PORT = 65_535;

    private HostNames() {}

    /** Whether a name is valid for an Ingress: no address, no port, no scheme. */
    static boolean isHost(String text) {
        return HOST.matcher(text).matches() && !IPV4.matcher(text).matches();
    }

    /** Whether a name is valid for a Secret or ConfigMap. */
    static boolean isObjectName(String text) {
        return HOST.matcher(text).matches() && text.equals(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a text is a name or address, and a port. */
    static boolean isHostAndPort(String text) {
        var parts = HOST_AND_PORT.matcher(text);
        return parts.matches()
                && (HOST.matcher(parts.group(1)).matches()
                        || IPV6.matcher(parts.group(1)).matches())
                && isPort(parts.group(2));
    }

    static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= LAST_PORT;
    }

    /** Whether a host is a domain or in it. */
    static boolean isUnder(String host, String domain) {
        String of = domain.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals(of) || name.endsWith("." + of);
    }
}
