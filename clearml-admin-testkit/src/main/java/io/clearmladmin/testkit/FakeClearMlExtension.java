package io.clearmladmin.testkit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test a {@link FakeClearMl} of its own, and a {@link ClearMl} connected to it as the system user, as
 * parameters; both are closed after the test. {@code @ExtendWith(FakeClearMlExtension.class)} is an open-source server;
 * for another, {@code @RegisterExtension} one made by {@link #of}. A server that {@code @BeforeAll} or the constructor
 * asks for is that of all tests of the class, and closed after the last.
 *
 * <p>Works on JUnit 5.11 and newer, and on JUnit 6.
 */
public final class FakeClearMlExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace STORE =
            ExtensionContext.Namespace.create(FakeClearMlExtension.class);

    private final Supplier<FakeClearMl> start;

    /** An open-source server. */
    public FakeClearMlExtension() {
        this(FakeClearMl::start);
    }

    private FakeClearMlExtension(Supplier<FakeClearMl> start) {
        this.start = start;
    }

    /** A server of this edition. */
    public static FakeClearMlExtension of(Edition edition) {
        return new FakeClearMlExtension(() -> FakeClearMl.start(edition));
    }

    /** A server that this builder starts. */
    public static FakeClearMlExtension of(FakeClearMl.Builder builder) {
        return new FakeClearMlExtension(builder::start);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == FakeClearMl.class || type == ClearMl.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeClearMl.class ? fake(context) : client(context);
    }

    private FakeClearMl fake(ExtensionContext context) {
        return stored(context, FakeClearMl.class, start);
    }

    private ClearMl client(ExtensionContext context) {
        return stored(context, ClearMl.class, () -> fake(context).connect());
    }

    // JUnit 6 has computeIfAbsent and deprecates the one that JUnit 5 has; get and put are in both. A test's parameters
    // are resolved by one thread.
    private static <T> T stored(ExtensionContext context, Class<T> type, Supplier<T> make) {
        ExtensionContext.Store store = context.getStore(STORE);
        T found = store.get(type, type);
        if (found != null) {
            return found;
        }
        T made = make.get();
        store.put(type, made);
        return made;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close(context);
    }

    private static void close(ExtensionContext context) {
        ClearMl client = context.getStore(STORE).remove(ClearMl.class, ClearMl.class);
        if (client != null) {
            client.close();
        }
        FakeClearMl fake = context.getStore(STORE).remove(FakeClearMl.class, FakeClearMl.class);
        if (fake != null) {
            fake.close();
        }
    }
}
