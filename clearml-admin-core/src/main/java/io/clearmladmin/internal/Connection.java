package io.clearmladmin.internal;

import io.clearmladmin.errors.ClearMlException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client and all its views share, and close together. */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");

    private final ClientSettings settings;
    private final Pipeline pipeline;
    private final Time time;
    private final AtomicBoolean closed = new AtomicBoolean();

    Connection(ClientSettings settings, Time time) {
        this.settings = settings;
        this.time = time;
        this.pipeline = new Pipeline(settings, time);
    }

    Pipeline pipeline() {
        requireOpen();
        return pipeline;
    }

    String address() {
        return settings.apiUrl().toString();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("this client is closed");
        }
    }

    void close(Call template) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Token token = pipeline.session().held();
        if (settings.logoutOnClose() && token != null) {
            long attempt = settings.attemptTimeout().toNanos();
            long most = Math.min(attempt, settings.callTimeout().toNanos());
            logout(token, template.until(time.nanos() + most));
        }
        if (settings.ownsHttp()) {
            OkHttpClient http = settings.http();
            http.connectionPool().evictAll();
            http.dispatcher().executorService().shutdown();
        }
    }

    private void logout(Token token, Call template) {
        try {
            pipeline.logins().logout(token, template);
        } catch (ClearMlException failure) {
            LOG.warn("The token was not revoked on close: {}", failure.getMessage());
        }
    }
}
