package io.clearmladmin.cli;

import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.onboarding.OnboardingPlan;
import io.clearmladmin.onboarding.Step;
import io.clearmladmin.onboarding.TenantSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is to be done for the tenants of a file or a folder.
 *
 * @param plans the plan of each, in the order of the files
 */
record TenantPlans(List<OnboardingPlan> plans) {

    /** A step, as scripts read it. */
    record Row(
            String tenant,
            String action,
            String subject,
            Optional<String> from,
            Optional<String> to,
            Optional<String> reason) {

        static Row of(OnboardingPlan plan, Step step) {
            return new Row(
                    plan.spec().name(),
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

    static TenantPlans of(Invocation invocation, Path path) throws IOException {
        return new TenantPlans(each(invocation, path, Onboarding.of(invocation.clearml())::plan));
    }

    /** What is made of each specification of a file or a folder, which has at least one, in the order of the files. */
    static <T> List<T> each(Invocation invocation, Path path, Function<TenantSpec, T> work) throws IOException {
        List<TenantSpec> specs = Files.isDirectory(path) ? TenantSpec.readAll(path) : List.of(TenantSpec.read(path));
        if (specs.isEmpty()) {
            throw CommandException.wrongUse(
                    path + " has no specification of a tenant", "put files there that end in .yaml, .yml or .json");
        }
        Progress progress = new Progress(invocation);
        List<T> made = new ArrayList<>();
        for (TenantSpec spec : specs) {
            made.add(work.apply(spec));
            progress.step(specs.size(), spec.name());
        }
        progress.end();
        return List.copyOf(made);
    }

    /** Whether nothing is to be done. */
    boolean isEmpty() {
        return plans.stream().allMatch(OnboardingPlan::isEmpty);
    }

    boolean createsKeys() {
        return plans.stream()
                .anyMatch(plan ->
                        !plan.spec().credentials().isEmpty() && !plan.changes().isEmpty());
    }

    String text() {
        return plans.stream().map(OnboardingPlan::toText).collect(Collectors.joining("\n"));
    }

    List<Row> rows() {
        return plans.stream()
                .flatMap(plan -> plan.steps().stream().map(step -> Row.of(plan, step)))
                .toList();
    }
}
