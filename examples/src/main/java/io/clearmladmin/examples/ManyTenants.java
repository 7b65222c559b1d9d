package io.clearmladmin.examples;

import io.clearmladmin.ClearMl;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.onboarding.OnboardingResult;
import io.clearmladmin.onboarding.TenantSpec;
import io.clearmladmin.rotation.RotatedKey;
import io.clearmladmin.rotation.Rotation;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Provisions many tenants, several at a time, and rotates all their keys, on a fake server in this process, with a progress
 * bar. Arguments: the number of tenants (100), the number at a time (8).
 */
public final class ManyTenants {

    private static final String SPEC = """
            name: tenant-%1$s
            allowed_users: 20
            features: [applications, reports]
            admin: {name: Admin %1$s, email: admin@tenant-%1$s.example}
            domains: [tenant-%1$s.example]
            credentials: [{label: agent}]
            """;

    private final PrintStream out;
    private final FakeClearMl server;
    private final ClearMl clearml;
    private final CredentialStore keys;
    private final int atATime;

    private ManyTenants(PrintStream out, FakeClearMl server, ClearMl clearml, CredentialStore keys, int atATime) {
        this.out = out;
        this.server = server;
        this.clearml = clearml;
        this.keys = keys;
        this.atATime = atATime;
    }

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        run(out, args.length > 0 ? Integer.parseInt(args[0]) : 100, args.length > 1 ? Integer.parseInt(args[1]) : 8);
    }

    static void run(PrintStream out, int tenants, int atATime) throws Exception {
        Path folder = Files.createTempDirectory("keys");
        try (FakeClearMl server = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = server.connect()) {
            ManyTenants many = new ManyTenants(out, server, clearml, CredentialStore.files(folder), atATime);
            out.println();
            List<OnboardingResult> done = many.onboard(IntStream.range(0, tenants)
                    .mapToObj(number -> TenantSpec.parse(SPEC.formatted(number)))
                    .toList());
            many.rotate(done.stream().map(OnboardingResult::company).toList());
            out.println();
        } finally {
            delete(folder);
        }
    }

    private List<OnboardingResult> onboard(List<TenantSpec> specs) throws InterruptedException, ExecutionException {
        Onboarding onboarding = Onboarding.of(clearml);
        return timed("tenants", specs, spec -> onboarding.apply(onboarding.plan(spec), keys));
    }

    private void rotate(List<String> companies) throws InterruptedException, ExecutionException {
        List<Long> rotated = timed(
                "keys rotated",
                companies,
                company -> Rotation.builder(clearml, keys)
                        .grace(Duration.ZERO)
                        .build()
                        .rotateTenant(company)
                        .with(RotatedKey.Outcome.REVOKED)
                        .stream()
                        .count());
        out.printf(
                "  %d new keys were stored and proved, and the old ones revoked%n",
                rotated.stream().mapToLong(Long::longValue).sum());
    }

    /** The work done with each element. */
    private interface Job<T, R> {
        R apply(T element) throws Exception;
    }

    private <T, R> List<R> timed(String what, List<T> all, Job<T, R> job)
            throws InterruptedException, ExecutionException {
        ProgressBar bar = new ProgressBar(out, what, all.size());
        int callsBefore = server.recordedCalls().size();
        long begin = System.nanoTime();
        List<R> results = parallel(all.stream()
                .map(element -> (Callable<R>) () -> {
                    R result = job.apply(element);
                    bar.step();
                    return result;
                })
                .toList());
        double seconds = (System.nanoTime() - begin) / 1e9;
        out.printf(
                "  %d %s, %d at a time, in %.1f s: %.0f a second, %.1f calls each%n",
                all.size(),
                what,
                atATime,
                seconds,
                all.size() / seconds,
                (server.recordedCalls().size() - callsBefore) / (double) all.size());
        return results;
    }

    private <R> List<R> parallel(List<Callable<R>> jobs) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(atATime);
        try {
            List<R> results = new ArrayList<>();
            for (Future<R> result : pool.invokeAll(jobs)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
