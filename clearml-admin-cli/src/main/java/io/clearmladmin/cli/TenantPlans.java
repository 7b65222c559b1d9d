package io.clearmladmin.cli;

import io.clearmladmin.bulk.Bulk;
import io.clearmladmin.bulk.BulkReport;
import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.onboarding.OnboardingPlan;
import io.clearmladmin.onboarding.PrunePlan;
import io.clearmladmin.onboarding.Step;
import io.clearmladmin.onboarding.TenantSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be done for the tenants of a file or a folder.
 *
 * @param tenants the plan of each, in the order of the files
 */
record TenantPlans(List<Planned> tenants) {

    private static final Duration TIMEOUT = Duration.ofDays(1);

    /**
     * What is to be done for a tenant.
     *
     * @param plan what its file says and it lacks
     * @param prune what it has beyond its file, if that is to be removed
     */
    record Planned(OnboardingPlan plan, Optional<PrunePlan> prune) {

        String tenant() {
            return plan.spec().name();
        }

        boolean isEmpty() {
            return plan.isEmpty() && prune.filter(each -> !each.isEmpty()).isEmpty();
        }

        private String text() {
            return plan.toText() + prune.map(each -> "\n" + each.toText()).orElse("");
        }

        private Stream<Row> rows() {
            return Stream.concat(plan.steps().stream(), prune.stream().flatMap(each -> each.steps().stream()))
                    .map(step -> Row.of(tenant(), step));
        }
    }

    /** A step, as scripts read it. */
    record Row(
            String tenant,
            String action,
            String subject,
            Optional<String> from,
            Optional<String> to,
            Optional<String> reason) {

        static Row of(String tenant, Step step) {
            return new Row(
                    tenant,
                    step.action().name().toLowerCase(Locale.ROOT),
                    step.subject(),
                    present(step.from()),
                    present(step.to()),
                    present(step.reason()));
        }

        private static Optional<String> present(String text) {
            return Optional.of(text).filter(each -> !each.isEmpty());
        }
    }

    static TenantPlans of(Invocation invocation, Path path, int parallel, boolean isPruning) throws IOException {
        Onboarding onboarding = Onboarding.of(invocation.clearml());
        return new TenantPlans(each(
                invocation,
                path,
                parallel,
                spec -> new Planned(
                        onboarding.plan(spec),
                        Optional.of(spec).filter(each -> isPruning).map(onboarding::planPrune))));
    }

    /** What is made of each specification of a file or a folder, which has at least one, in the order of the files. */
    static <T> List<T> each(Invocation invocation, Path path, int parallel, Function<TenantSpec, T> work)
            throws IOException {
        List<TenantSpec> specs = Files.isDirectory(path) ? TenantSpec.readAll(path) : List.of(TenantSpec.read(path));
        if (specs.isEmpty()) {
            throw CommandException.wrongUse(
                    path + " has no specification of a tenant", "put files there that end in .yaml, .yml or .json");
        }
        BulkReport<TenantSpec, T> report = inParallel(invocation, specs, TenantSpec::name, parallel, work);
        report.outcomes().stream()
                .flatMap(outcome -> outcome.failure().stream())
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
        if (!report.isComplete()) {
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted", "run it again: nothing was changed");
        }
        return report.values();
    }

    /** Does the work for each, some at a time, and shows how far it is. */
    static <I, T> BulkReport<I, T> inParallel(
            Invocation invocation, List<I> items, Function<I, String> name, int parallel, Function<I, T> work) {
        Progress progress = new Progress(invocation);
        BulkReport<I, T> report = Bulk.parallel(parallel).timeout(TIMEOUT).call(items, item -> {
            T made = work.apply(item);
            synchronized (progress) {
                progress.step(items.size(), name.apply(item));
            }
            return made;
        });
        progress.end();
        return report;
    }

    /** Whether nothing is to be done. */
    boolean isEmpty() {
        return tenants.stream().allMatch(Planned::isEmpty);
    }

    boolean createsKeys() {
        return tenants.stream()
                .map(Planned::plan)
                .anyMatch(plan ->
                        !plan.spec().credentials().isEmpty() && !plan.changes().isEmpty());
    }

    String text() {
        return tenants.stream().map(Planned::text).collect(Collectors.joining("\n"));
    }

    List<Row> rows() {
        return tenants.stream().flatMap(Planned::rows).toList();
    }
}
