package io.clearmladmin.internal;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.internal.secrets.Redactor;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Headers;
import okhttp3.OkHttpClient;

/** Stacks the exchanges of a call, from the caller down to the wire. */
final class Pipeline {

    private final Exchange calls;
    private final Exchange claims;
    private final LoginExchange logins;
    private final Session session;

    Pipeline(ClientSettings settings, Time time) {
        List<CallListener> listeners = settings.listeners();
        Redactor redactor = new Redactor(settings.secrets());
        RetryBudget budget = new RetryBudget();

        ProxyLogin proxy = new ProxyLogin(settings.http().proxyAuthenticator());

        Exchange logging = ListenerExchange.toLog(http(settings, proxy.in(settings.http()), redactor, time), time);
        Exchange wire = proxy.around(ListenerExchange.toAttempts(logging, listeners, time));
        logins = new LoginExchange(wire, time);
        session = new Session(settings.login(), settings.freshLogin().orElse(settings::login), logins, time);

        Exchange authenticating = settings.basicAuth() ? new BasicAuthExchange(wire) : new AuthenticatingExchange(wire);
        Exchange limiting = new ConcurrencyLimitExchange(authenticating, settings.maxConcurrency(), time);
        Exchange breaking = settings.breaker()
                .<Exchange>map(
                        breaker -> new CircuitBreakerExchange(limiting, breaker.failures(), breaker.openFor(), time))
                .orElse(limiting);
        RetryLimits limits = new RetryLimits(settings.maxAttempts(), settings.unreachableRetry());
        Exchange retrying = new RetryingExchange(breaking, limits, budget, time, Pipeline::random);
        calls = ListenerExchange.toCalls(new DeadlineExchange(retrying, settings.callTimeout(), time), listeners, time);

        Exchange tokens = new RetryingExchange(Pipeline::tokenOf, limits, budget, time, Pipeline::random);
        claims = new DeadlineExchange(tokens, settings.callTimeout(), time);
    }

    private static long random(long largest) {
        return ThreadLocalRandom.current().nextLong(largest + 1);
    }

    private static Exchange http(ClientSettings settings, OkHttpClient http, Redactor redactor, Time time) {
        Requests requests =
                new Requests(settings.apiUrl(), settings.apiVersion().orElse(null), settings.clientName(), redactor);
        return new HttpExchange(http, requests, settings.attemptTimeout(), settings.maxResponseBytes(), redactor, time);
    }

    private static Reply tokenOf(Call call) {
        Token token = call.context().session().token(call);
        return new Reply(token.claims(), 200, null, Headers.EMPTY, call.attempt());
    }

    /** The outermost exchange of a call. */
    Exchange calls() {
        return calls;
    }

    /** Returns the claims of the token, after a login if necessary. */
    Exchange claims() {
        return claims;
    }

    LoginExchange logins() {
        return logins;
    }

    Session session() {
        return session;
    }
}
