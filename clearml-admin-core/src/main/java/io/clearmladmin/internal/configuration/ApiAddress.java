package io.clearmladmin.internal.configuration;

import io.clearmladmin.errors.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Parses the API address, and refuses an invalid one or one that looks like another server's. */
final class ApiAddress {

    private static final Pattern SCHEME = Pattern.compile("(?i)https?://[^/].*");
    private static final Pattern ENDPOINT = Pattern.compile("[a-zA-Z_]\\w*\\.[a-zA-Z_]\\w*");
    private static final Pattern VERSION = Pattern.compile("v\\d+(\\.\\d+)?");

    private ApiAddress() {}

    /** Parses an address that was found at {@code where}. */
    static HttpUrl parse(String where, String text, boolean isUnusual) {
        HttpUrl url = syntax(where, text);
        List<String> path = url.pathSegments().stream()
                .filter(segment -> !segment.isEmpty())
                .toList();
        if (!path.isEmpty()) {
            String last = path.get(path.size() - 1);
            require(!VERSION.matcher(last).matches(), where, "ends with an API version; omit it");
            require(!ENDPOINT.matcher(last).matches(), where, "ends with an endpoint; omit it");
        }
        if (!isUnusual) {
            refuseOtherServers(
                    where, url, !path.isEmpty() && path.get(path.size() - 1).equals("api"));
        }
        HttpUrl.Builder clean = url.newBuilder().encodedPath("/");
        url.encodedPathSegments().stream().filter(segment -> !segment.isEmpty()).forEach(clean::addEncodedPathSegment);
        return clean.build();
    }

    private static HttpUrl syntax(String where, String text) {
        require(!text.isBlank(), where, "must not be empty");
        require(
                text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c)),
                where,
                "must not contain blanks or line breaks");
        // The part before an @ may be a password, and the part after a ? or # a token: neither is quoted.
        String quoted = text.contains("@") ? "" : ", got '" + text.replaceFirst("[?#].*", "…") + "'";
        require(
                SCHEME.matcher(text).matches(),
                where,
                "must begin with http:// or https:// and a host" + quoted
                        + "; ClearML's API usually is at http://host:8008");
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw new ConfigurationException(where + ": is not a URL" + quoted);
        }
        require(
                url.username().isEmpty() && url.password().isEmpty(),
                where,
                "must not contain a user or password; give them as credentials");
        require(url.query() == null && url.fragment() == null, where, "must not contain ? or #" + quoted);
        return url;
    }

    private static void refuseOtherServers(String where, HttpUrl url, boolean endsWithApi) {
        String host = url.host().toLowerCase(Locale.ROOT);
        String advice = "; if it really is the API's, set it with apiUrlUnchecked, CLEARML_API_URL_UNCHECKED=true or "
                + "api.url_unchecked: true in the file";
        // 8008 is the API server's own port, whatever the host name.
        boolean isApiPort = url.port() == 8008;
        require(
                endsWithApi || !(url.port() == 8080 || (host.startsWith("app.") && !isApiPort)),
                where,
                "looks like the web address; the API usually is at " + likelyApi(url) + advice);
        require(
                !(url.port() == 8081 || (host.startsWith("files.") && !isApiPort)),
                where,
                "looks like the file server's address; the API usually is at " + likelyApi(url) + advice);
        require(
                !endsWithApi || !(isApiPort || host.startsWith("api.")),
                where,
                "ends with /api, which the API server itself does not accept; omit it" + advice);
    }

    private static HttpUrl likelyApi(HttpUrl url) {
        HttpUrl.Builder likely = url.newBuilder().encodedPath("/");
        String host = url.host();
        if (host.startsWith("app.") || host.startsWith("files.")) {
            likely.host("api" + host.substring(host.indexOf('.')));
        }
        if (url.port() == 8080 || url.port() == 8081) {
            likely.port(8008);
        }
        return likely.build();
    }

    private static void require(boolean right, String where, String otherwise) {
        if (!right) {
            throw new ConfigurationException(where + ": " + otherwise);
        }
    }
}
