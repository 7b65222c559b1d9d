package io.clearmladmin.internal;

import io.clearmladmin.internal.secrets.Redactor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Turns calls into HTTP requests: always POST, below the API address, with ClearML's own headers. */
final class Requests {

    // More than a server has; a caller's invented names must not fill the memory.
    private static final int MOST_URLS = 1000;

    private final Map<String, HttpUrl> urls = new ConcurrentHashMap<>();
    private final HttpUrl apiUrl;
    private final @Nullable String apiVersion;
    private final String client;
    private final Redactor redactor;

    Requests(HttpUrl apiUrl, @Nullable String apiVersion, String client, Redactor redactor) {
        this.apiUrl = apiUrl;
        this.apiVersion = apiVersion;
        this.client = client;
        this.redactor = redactor;
    }

    Request of(Call call) {
        CallContext context = call.context();
        Request.Builder request = new Request.Builder()
                .url(url(call))
                .post(call.body())
                .header("X-ClearML-Client", client)
                .header("X-Clearml-Trx", call.trx());
        header(request, "Authorization", call.authorization());
        if (!call.line().anonymous()) {
            // At an anonymous endpoint the server fails on a header of impersonation (500/1).
            header(request, "X-Clearml-Impersonate-As", context.impersonateAs());
            header(request, "X-Clearml-Act-As", context.actAs());
        }
        header(request, "X-Clearml-Tenant", context.tenant());
        Request built = request.build();
        WireLog.request(built, call, redactor);
        return built;
    }

    private HttpUrl url(Call call) {
        String version = call.context().options().apiVersion().orElse(apiVersion);
        String path = version == null ? call.endpoint() : version + '/' + call.endpoint();
        HttpUrl known = urls.get(path);
        if (known != null) {
            return known;
        }
        HttpUrl url = url(version, call);
        if (urls.size() < MOST_URLS) {
            urls.put(path, url);
        }
        return url;
    }

    private HttpUrl url(@Nullable String version, Call call) {
        HttpUrl.Builder url = apiUrl.newBuilder();
        if (version != null) {
            url.addPathSegment("v" + version);
        }
        return url.addPathSegment(call.endpoint()).build();
    }

    private static void header(Request.Builder request, String name, @Nullable String value) {
        if (value != null) {
            request.header(name, value);
        }
    }
}
