package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.DeadlineExceededException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token that all threads share. One of them gets it, the others wait for that one. A token near its end is renewed
 * by one thread while the others go on with it; where the renewal fails, it serves until it ends.
 */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(30);

    private final Login login;
    private final LoginExchange exchange;
    private final @Nullable String tenant;
    private final List<Secret> secrets;
    private final Time time;

    private final Object lock = new Object();
    private volatile @Nullable Token current;
    private @Nullable CompletableFuture<Token> underWay;
    private long renewNotBefore;
    private volatile @Nullable String lastFailure;

    Session(Login login, LoginExchange exchange, Time time) {
        this(login, exchange, null, List.of(), time);
        login.token().ifPresent(ready -> current = Token.of(ready.reveal(), time.now(), login.threshold(), time));
    }

    private Session(Login login, LoginExchange exchange, @Nullable String tenant, List<Secret> secrets, Time time) {
        this.login = login;
        this.exchange = exchange;
        this.tenant = tenant;
        this.secrets = secrets;
        this.time = time;
        this.renewNotBefore = time.nanos();
    }

    /** Another login, with a token of its own. */
    Session with(Login other, List<Secret> itsSecrets) {
        return new Session(other, exchange, null, itsSecrets, time);
    }

    /** This login's own secrets; those the client was built with are known without it. */
    List<Secret> secrets() {
        return secrets;
    }

    /** The header made from key and secret. */
    String basic() {
        return login.basic().orElseThrow();
    }

    Login login() {
        return login;
    }

    /** The same login in another tenant, which takes a token of its own. */
    Session inTenant(String companyId) {
        return new Session(login, exchange, companyId, secrets, time);
    }

    /** The token for a call, after a login if there is none that lasts. */
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

    /** The token that is held, fresh or not. */
    @Nullable
    Token held() {
        return current;
    }

    /** A token in place of one that the server does not accept any more. */
    Token replace(Token rejected, Call call) {
        synchronized (lock) {
            if (rejected.equals(current)) {
                current = null;
            }
        }
        return token(call);
    }

    /** Whether there is more than a token to log in with. */
    boolean canLogInAgain() {
        return login.basic().isPresent();
    }

    // Null if `mine` is now the login under way; else the one to wait for.
    private @Nullable CompletableFuture<Token> join(CompletableFuture<Token> mine) {
        synchronized (lock) {
            Token token = current;
            if (token != null && (token.isFresh(time) || mayWait(token))) {
                return CompletableFuture.completedFuture(token);
            }
            if (underWay != null) {
                return underWay;
            }
            underWay = mine;
            return null;
        }
    }

    // After a renewal that failed, the token is left alone for a while.
    private boolean mayWait(Token token) {
        return token.isAlive(time) && renewNotBefore - time.nanos() > 0;
    }

    private Token renewed(Call call, Token old, CompletableFuture<Token> mine) {
        try {
            return loggedIn(call, old, mine);
        } catch (CallException failure) {
            LOG.warn("The token could not be renewed and serves until it ends: {}", failure.getMessage());
            return old;
        }
    }

    private Token loggedIn(Call call, @Nullable Token old, CompletableFuture<Token> mine) {
        try {
            Token token = exchange.login(authorization(old), login, tenant, call);
            settle(token);
            lastFailure = null;
            mine.complete(token);
            return token;
        } catch (RuntimeException | Error failure) {
            settle(null);
            boolean isInterrupted = Thread.currentThread().isInterrupted();
            if (!isInterrupted) {
                lastFailure = failure.getMessage();
            }
            // The others share what the server and the network did, not this thread's own deadline or interrupt.
            if (failure instanceof DeadlineExceededException || isInterrupted) {
                mine.cancel(false);
            } else {
                mine.completeExceptionally(failure);
            }
            throw failure;
        }
    }

    private void settle(@Nullable Token token) {
        synchronized (lock) {
            underWay = null;
            if (token != null) {
                current = token;
            } else {
                renewNotBefore = time.nanos() + RENEWAL_PAUSE.toNanos();
            }
        }
    }

    // Without a key, only a token can get the next one.
    private String authorization(@Nullable Token old) {
        Optional<String> bearer = Optional.ofNullable(old)
                .map(Token::authorization)
                .or(() -> login.token().map(Secret::reveal).map("Bearer "::concat));
        return login.basic().or(() -> bearer).orElseThrow();
    }

    // Null if the other thread gave up for a reason of its own.
    private @Nullable Token await(CompletableFuture<Token> other, Call call) {
        try {
            return other.get(Math.max(0, call.remaining(time)), TimeUnit.NANOSECONDS);
        } catch (CancellationException gaveUp) {
            return null;
        } catch (TimeoutException late) {
            String before = lastFailure;
            throw call.notSentInTime(
                    "not sent: the deadline passed while another thread's login was under way"
                            + (before == null ? "" : "; the one before failed: " + before),
                    late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw call.notSent("not sent, because the thread was interrupted while it waited for a login", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException shared ? shared : new IllegalStateException(failed);
        }
    }
}
