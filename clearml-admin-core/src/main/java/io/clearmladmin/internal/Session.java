package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.DeadlineExceededException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token that all threads share. One thread logs in, the others wait for it. A token close to its expiry is renewed
 * by one thread while the others still use it; if the renewal fails, it is used until it expires.
 */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(30);

    private final Supplier<Login> fresh;
    private final LoginExchange exchange;
    private final @Nullable String tenant;
    private final Time time;
    private volatile Login login;
    private volatile List<Secret> secrets;

    private final Object lock = new Object();
    private volatile @Nullable Token current;
    private @Nullable CompletableFuture<Token> inFlight;
    private long renewNotBefore;
    private volatile @Nullable String lastFailure;

    Session(Login login, LoginExchange exchange, Time time) {
        this(login, () -> login, exchange, time);
    }

    /** With a login that may change: what {@code fresh} returns is used from the next login on. */
    Session(Login login, Supplier<Login> fresh, LoginExchange exchange, Time time) {
        this(login, fresh, exchange, null, List.of(), time);
        login.token().ifPresent(ready -> current = Token.of(ready.reveal(), time.now(), login.threshold(), time));
    }

    private Session(
            Login login,
            Supplier<Login> fresh,
            LoginExchange exchange,
            @Nullable String tenant,
            List<Secret> secrets,
            Time time) {
        this.login = login;
        this.fresh = fresh;
        this.exchange = exchange;
        this.tenant = tenant;
        this.secrets = secrets;
        this.time = time;
        this.renewNotBefore = time.nanos();
    }

    /** Another login, with a token of its own. */
    Session with(Login other, List<Secret> itsSecrets) {
        return new Session(other, () -> other, exchange, null, itsSecrets, time);
    }

    /** This login's own secrets, beyond those the client was built with. */
    List<Secret> secrets() {
        return secrets;
    }

    /** The Authorization header with key and secret. */
    String basic() {
        refresh();
        return login.basic().orElseThrow();
    }

    Login login() {
        return login;
    }

    /** The same login in another tenant, with a token of its own. */
    Session inTenant(String tenantId) {
        return new Session(login, fresh, exchange, tenantId, secrets, time);
    }

    /** The token for a call, after a login if there is no valid one. */
    Token token(Call call) {
        while (true) {
            Token token = current;
            if (token != null && token.isFresh(time)) {
                return token;
            }
            CompletableFuture<Token> mine = new CompletableFuture<>();
            CompletableFuture<Token> other = join(mine);
            Token alive = token != null && token.isAlive(time) ? token : null;
            if (other == null) {
                return alive == null ? loggedIn(call, token, mine) : renewed(call, alive, mine);
            }
            Token got = alive == null ? await(other, call) : alive;
            if (got != null) {
                return got;
            }
        }
    }

    /** The current token, fresh or not. */
    @Nullable
    Token held() {
        return current;
    }

    /** Replaces a token that the server no longer accepts. */
    Token replace(Token rejected, Call call) {
        synchronized (lock) {
            if (rejected.equals(current)) {
                current = null;
            }
        }
        return token(call);
    }

    /** Whether a key is there to log in with, not only a token. */
    boolean canLogInAgain() {
        return login.basic().isPresent();
    }

    // Null if `mine` is now the login in flight; else the one to wait for.
    private @Nullable CompletableFuture<Token> join(CompletableFuture<Token> mine) {
        synchronized (lock) {
            Token token = current;
            if (token != null && (token.isFresh(time) || mayWait(token))) {
                return CompletableFuture.completedFuture(token);
            }
            if (inFlight != null) {
                return inFlight;
            }
            inFlight = mine;
            return null;
        }
    }

    // After a failed renewal, the next one waits.
    private boolean mayWait(Token token) {
        return token.isAlive(time) && renewNotBefore - time.nanos() > 0;
    }

    private Token renewed(Call call, Token old, CompletableFuture<Token> mine) {
        try {
            return loggedIn(call, old, mine);
        } catch (CallException failure) {
            LOG.warn("The token could not be renewed and is used until it expires: {}", failure.getMessage());
            return old;
        }
    }

    private Token loggedIn(Call call, @Nullable Token old, CompletableFuture<Token> mine) {
        try {
            refresh();
            Token token = exchange.login(authorization(old), login, tenant, call);
            finish(token);
            lastFailure = null;
            mine.complete(token);
            return token;
        } catch (RuntimeException | Error failure) {
            finish(null);
            boolean isInterrupted = Thread.currentThread().isInterrupted();
            if (!isInterrupted) {
                lastFailure = failure.getMessage();
            }
            // The others share a failure of the server or the network, not this thread's own deadline or interrupt.
            if (failure instanceof DeadlineExceededException || isInterrupted) {
                mine.cancel(false);
            } else {
                mine.completeExceptionally(failure);
            }
            throw failure;
        }
    }

    private void refresh() {
        Login now = fresh.get();
        if (!Objects.equals(now, login)) {
            // Known as a secret before it is used.
            secrets = now.basic().map(Login::secretsOf).orElse(List.of());
            login = now;
            LOG.info("The key has changed; it is {} from now on", RequestIds.shortened(now.accessKey()));
        }
    }

    private void finish(@Nullable Token token) {
        synchronized (lock) {
            inFlight = null;
            if (token != null) {
                current = token;
            } else {
                renewNotBefore = time.nanos() + RENEWAL_PAUSE.toNanos();
            }
        }
    }

    // Without a key, the old token requests the next one.
    private String authorization(@Nullable Token old) {
        Optional<String> bearer = Optional.ofNullable(old)
                .map(Token::authorization)
                .or(() -> login.token().map(Secret::reveal).map("Bearer "::concat));
        return login.basic().or(() -> bearer).orElseThrow();
    }

    // Null if the other thread gave up for its own reasons.
    private @Nullable Token await(CompletableFuture<Token> other, Call call) {
        try {
            return other.get(Math.max(0, call.remaining(time)), TimeUnit.NANOSECONDS);
        } catch (CancellationException gaveUp) {
            return null;
        } catch (TimeoutException late) {
            String before = lastFailure;
            throw call.notSentInTime(
                    "not sent: the deadline passed while another thread's login was in flight"
                            + (before == null ? "" : "; the one before failed: " + before),
                    late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw call.notSent("not sent, because the thread was interrupted while it waited for a login", interrupted);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException shared ? shared : new IllegalStateException(failure);
        }
    }
}
