package io.clearmladmin.internal.configuration;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} name, as other programs
 * understand them. The JDK's own settings take precedence, and the local machine is never reached through a proxy.
 */
final class ProxyVariables {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|.*\\.localhost|127(\\.\\d+){3}|::1");
    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");

    private final Environment environment;

    ProxyVariables(Environment environment) {
        this.environment = environment;
    }

    /**
     * A proxy.
     *
     * @param host its name
     * @param port its port
     * @param user the user to log in as; null if none
     * @param password that user's
     * @param where which variable names it
     */
    record Found(
            String host,
            int port,
            @Nullable String user,
            @Nullable Secret password,
            String where) {}

    /** The proxy for an address; null for none. */
    @Nullable
    Found proxyFor(HttpUrl address) {
        if (LOOPBACK.matcher(address.host()).matches() || jdkHasOne(address) || isExcepted(address)) {
            return null;
        }
        for (String name : List.of(address.scheme() + "_proxy", "all_proxy")) {
            for (String candidate : List.of(name, name.toUpperCase(Locale.ROOT))) {
                String value = environment.variable().apply(candidate);
                if (value != null && !value.isBlank()) {
                    return parse(candidate, value.strip());
                }
            }
        }
        return null;
    }

    private boolean jdkHasOne(HttpUrl address) {
        return environment.property().apply(address.scheme() + ".proxyHost") != null
                || environment.property().apply("socksProxyHost") != null
                || Boolean.parseBoolean(environment.property().apply("java.net.useSystemProxies"));
    }

    private boolean isExcepted(HttpUrl address) {
        List<String> exceptions = new ArrayList<>();
        for (String name : List.of("no_proxy", "NO_PROXY")) {
            String value = environment.variable().apply(name);
            if (value != null && !value.isBlank()) {
                exceptions.addAll(List.of(value.toLowerCase(Locale.ROOT).split("[,\\s]+")));
                break;
            }
        }
        return exceptions.stream().anyMatch(exception -> matches(exception, address));
    }

    /** {@code *}, a host, a domain with all below it, either with a port, or a block of IPv4 addresses. */
    private static boolean matches(String exception, HttpUrl address) {
        String host = address.host();
        if (exception.equals("*")) {
            return true;
        }
        if (exception.contains("/")) {
            return Ipv4Block.contains(exception, host);
        }
        String name = exception.replaceFirst("^\\*?\\.", "").replaceAll("[\\[\\]]", "");
        boolean hasPort = name.indexOf(':') >= 0 && name.indexOf(':') == name.lastIndexOf(':');
        if (hasPort) {
            String port = name.substring(name.indexOf(':') + 1);
            name = name.substring(0, name.indexOf(':'));
            if (!port.equals(String.valueOf(address.port()))) {
                return false;
            }
        }
        return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }

    private static Found parse(String name, String value) {
        String text = SCHEME.matcher(value).matches() ? value : "http://" + value;
        // The value may hold a password: it is not quoted.
        if (!text.toLowerCase(Locale.ROOT).startsWith("http://")) {
            throw new ConfigurationException(
                    name + ": only proxies with http:// are supported; set NO_PROXY for this host, "
                            + "or set another with proxy(...)");
        }
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw new ConfigurationException(name + ": must be http://host:port, or http://user:password@host:port");
        }
        boolean hasUser = !url.username().isEmpty();
        return new Found(
                url.host(),
                url.port(),
                hasUser ? url.username() : null,
                hasUser ? Secret.of(url.password()) : null,
                name);
    }

    /** Addresses such as {@code 10.0.0.0/8}. */
    private static final class Ipv4Block {

        private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
        private static final Pattern BITS = Pattern.compile("\\d{1,2}");

        private Ipv4Block() {}

        static boolean contains(String block, String host) {
            String[] parts = block.split("/", 2);
            boolean isKnown = ADDRESS.matcher(parts[0]).matches()
                    && ADDRESS.matcher(host).matches()
                    && BITS.matcher(parts[1]).matches()
                    && Integer.parseInt(parts[1]) <= Integer.SIZE;
            if (!isKnown) {
                return false;
            }
            int shift = Integer.SIZE - Integer.parseInt(parts[1]);
            return number(parts[0]) >>> shift == number(host) >>> shift;
        }

        private static long number(String address) {
            long number = 0;
            for (String part : address.split("\\.", -1)) {
                number = (number << Byte.SIZE) | (Integer.parseInt(part) & 0xff);
            }
            return number;
        }
    }
}
