package io.clearmladmin.internal;

import okhttp3.HttpUrl;
import okhttp3.Response;

/** The most likely meaning of a reply that is not the API server's, and what to do. */
final class GatewayHint {

    private GatewayHint() {}

    static String of(Response response, boolean isEmpty) {
        int status = response.code();
        String type = response.header("Content-Type", "");
        boolean isHtml = type != null && type.contains("html");
        if (status >= 300 && status < 400) {
            return redirect(response);
        }
        return switch (status) {
            case 404 ->
                "Either a proxy answers because the API server behind it is down, or the API address is wrong: "
                        + address(response.request().url());
            case 405 ->
                "This looks like the web address: " + address(response.request().url());
            case 407 -> "A proxy requires a login, or another one: set it with proxy(host, port, user, password).";
            case 400 -> badRequest(response.request().url());
            case 413 ->
                "The request is too large for a proxy, or for the server's front: send it in parts, or raise the limit there.";
            case 411, 414, 415, 431 -> "A proxy, or the server's front, refuses requests of this form.";
            case 429 -> "A gateway limits the rate of calls.";
            case 502, 503, 504 -> "The gateway cannot reach the API server, or it did not reply in time.";
            default -> {
                if (isEmpty) {
                    yield "The reply is empty. Check the log of the proxy in front of the API server.";
                }
                yield isHtml && response.isSuccessful()
                        ? "This looks like the web address: "
                                + address(response.request().url())
                        : "Check the log of whatever runs at this address.";
            }
        };
    }

    private static String badRequest(HttpUrl url) {
        return url.isHttps()
                ? "Check the log of whatever runs at this address."
                : "If this port speaks TLS, the API address must begin with https://; else check the log of whatever runs there.";
    }

    private static String redirect(Response response) {
        HttpUrl target = response.request().url().resolve(String.valueOf(response.header("Location")));
        if (target == null) {
            return "It redirects; use the API address it redirects to.";
        }
        return "It redirects to " + target.scheme() + "://" + target.host() + ":" + target.port()
                + "; if that is the API server, use its address.";
    }

    private static String address(HttpUrl url) {
        String host = url.host().startsWith("app.") ? "api." + url.host().substring(4) : url.host();
        String port = url.port() == 8080 || url.port() == 8081 ? ":8008" : "";
        return "the API is usually at " + url.scheme() + "://" + host + (port.isEmpty() ? " port 8008" : port)
                + ", or below /api of the web address.";
    }
}
