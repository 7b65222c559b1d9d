package io.clearmladmin.internal;

import io.clearmladmin.errors.GatewayException;
import java.io.IOException;
import java.net.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Authenticator;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The login at a proxy. It opens a tunnel before any request is sent; a plain proxy gets it with each request,
 * so that OkHttp has no reason to resend one. Only the proxy gets it: a 407 that comes through a tunnel, or without a
 * proxy, is the origin's.
 */
final class ProxyLogin implements Authenticator, Interceptor {

    private static final int WANTED = 407;
    // With this challenge OkHttp signals authenticators that no proxy has requested a login yet.
    private static final String AHEAD = "OkHttp-Preemptive";
    private static final String HEADER = "Proxy-Authorization";

    private final Authenticator authenticator;
    private final Map<Proxy, Optional<String>> known = new ConcurrentHashMap<>();
    private final AtomicInteger learned = new AtomicInteger();

    ProxyLogin(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** The same client, which logs in at proxies as described. */
    OkHttpClient in(OkHttpClient http) {
        OkHttpClient.Builder client = http.newBuilder().proxyAuthenticator(this);
        if (hasLogin()) {
            client.addNetworkInterceptor(this);
        }
        return client.build();
    }

    private boolean hasLogin() {
        return authenticator != Authenticator.NONE;
    }

    /** Sends a call once more if a plain proxy requests a login that was not known before. */
    Exchange around(Exchange next) {
        return hasLogin() ? call -> send(call, next) : next;
    }

    private Reply send(Call call, Exchange next) {
        int before = learned.get();
        try {
            return next.send(call);
        } catch (GatewayException refused) {
            if (refused.httpStatus() != WANTED || learned.get() == before) {
                throw refused;
            }
            return next.send(call);
        }
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        if (!response.request().method().equals("CONNECT")) {
            return null;
        }
        Request answer = authenticator.authenticate(route, response);
        if (answer == null && !AHEAD.equals(response.header("Proxy-Authenticate"))) {
            throw new RefusedException();
        }
        return answer;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        Route route = connection == null ? null : connection.route();
        if (route == null || route.proxy().type() != Proxy.Type.HTTP || route.requiresTunnel()) {
            return chain.proceed(chain.request());
        }
        Optional<String> login = known.get(route.proxy());
        if (login == null) {
            login = answer(route, ahead(chain.request()));
            known.put(route.proxy(), login);
        }
        Response response = chain.proceed(with(login, chain.request()));
        if (response.code() == WANTED) {
            learn(route, response, login);
        }
        return response;
    }

    private static Request with(Optional<String> login, Request request) {
        return login.map(value -> request.newBuilder().header(HEADER, value).build())
                .orElse(request);
    }

    private void learn(Route route, Response response, Optional<String> sent) throws IOException {
        Optional<String> login = answer(route, response);
        if (login.isPresent() && !login.equals(sent)) {
            known.put(route.proxy(), login);
            learned.incrementAndGet();
        }
    }

    private Optional<String> answer(Route route, Response challenge) throws IOException {
        return Optional.ofNullable(authenticator.authenticate(route, challenge)).map(request -> request.header(HEADER));
    }

    private static Response ahead(Request request) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(WANTED)
                .message("no proxy has requested a login yet")
                .header("Proxy-Authenticate", AHEAD)
                .build();
    }

    // OkHttp lets clients share a connection only if their logins are equal.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProxyLogin login && login.authenticator.equals(authenticator);
    }

    @Override
    public int hashCode() {
        return authenticator.hashCode();
    }

    /** The proxy does not open a tunnel with this login. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1;

        RefusedException() {
            super("the proxy requires a login, or another one");
        }
    }
}
