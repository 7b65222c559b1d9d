package io.clearmladmin.rotation;

import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.credentials.KeptKey;
import io.clearmladmin.credentials.NewKey;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A store that fails in one way after another, before and after each step. */
final class FailingStores implements CredentialStore {

    private static final String TEXT = "the vault is sealed";

    private static final List<Supplier<Throwable>> FAILURES = List.of(
            () -> new IOException(TEXT),
            () -> new TimeoutException(TEXT),
            () -> new IllegalStateException(TEXT),
            NullPointerException::new,
            () -> new NoClassDefFoundError(TEXT),
            () -> new AssertionError(TEXT),
            () -> new StackOverflowError(TEXT),
            () -> new UnprintableException());

    private final CredentialStore store;
    private final Random random;
    private final double howOften;
    int failures;

    FailingStores(CredentialStore store, Random random, double howOften) {
        this.store = store;
        this.random = random;
        this.howOften = howOften;
    }

    @Override
    public void receive(NewKey key) throws Exception {
        maybe(() -> store.receive(key));
    }

    @Override
    public void proved(KeptKey key) throws Exception {
        maybe(() -> store.proved(key));
    }

    @Override
    public void revoked(KeptKey key) throws Exception {
        maybe(() -> store.revoked(key));
    }

    private void maybe(Action action) throws Exception {
        boolean fails = random.nextDouble() < howOften;
        boolean isDone = !fails || random.nextBoolean();
        if (isDone) {
            action.run();
        }
        if (fails) {
            failures++;
            throwAny(FAILURES.get(random.nextInt(FAILURES.size())).get());
        }
    }

    @SuppressWarnings("unchecked") // whatever it is, the compiler takes it for an E
    private static <E extends Throwable> void throwAny(Throwable any) throws E {
        throw (E) any;
    }

    private interface Action {
        void run() throws Exception;
    }

    private static final class UnprintableException extends RuntimeException {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }
}
