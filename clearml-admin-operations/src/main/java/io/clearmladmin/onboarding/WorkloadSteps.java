package io.clearmladmin.onboarding;

import io.clearmladmin.apps.AssignmentState;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.resources.CreatePolicy;
import io.clearmladmin.resources.Policy;
import io.clearmladmin.resources.UpdatePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps for what the tenant's users may launch, and how much of it. */
final class WorkloadSteps {

    private final TenantSpec spec;
    private final ExistingTenant found;

    WorkloadSteps(TenantSpec spec, ExistingTenant found) {
        this.spec = spec;
        this.found = found;
    }

    List<PlannedAction> applications() {
        List<PlannedAction> todos = new ArrayList<>();
        spec.applications().forEach((app, state) -> todos.add(application(app, state)));
        return todos;
    }

    private PlannedAction application(String app, AssignmentState state) {
        String subject = "application " + app;
        if (!found.hasApplications()) {
            return PlannedAction.none(Step.cannot(subject, "needs server 3.30 or newer"));
        }
        AssignmentState known = found.applications().get(app);
        if (state.equals(known)) {
            return PlannedAction.none(Step.leave(subject));
        }
        return known == null
                ? PlannedAction.create(subject, state.value(), work -> assign(work, app, state))
                : PlannedAction.change(subject, known.value(), state.value(), work -> assign(work, app, state));
    }

    private static void assign(ApplyContext work, String app, AssignmentState state) {
        List<String> tenant = List.of(work.company());
        ApplyContext.set(() -> {
            if (state.equals(AssignmentState.ENABLED)) {
                work.clearml.apps().deployPerTenant(app, tenant);
            } else {
                work.clearml.apps().disablePerTenant(app, tenant);
            }
        });
    }

    List<PlannedAction> policies() {
        return spec.resources().stream().map(this::policy).toList();
    }

    private PlannedAction policy(PolicySpec policy) {
        String subject = "resource policy " + policy.name();
        Policy known = found.policies().get(policy.name());
        if (known == null) {
            return PlannedAction.create(
                    subject,
                    "of group " + policy.group() + numbers(policy.limit(), policy.reservation()),
                    work -> create(work, policy));
        }
        if (!isOf(known, policy.group())) {
            return PlannedAction.none(Step.cannot(
                    subject,
                    "it is of group "
                            + known.userGroupName().or(known::userGroup).orElse("?") + ", not "
                            + policy.group()
                            + "; moving it takes waiting tasks out of their queues (resources.validate_move_policy says how"
                            + " many)"));
        }
        boolean isRight = isAsWanted(policy.limit(), known.limit())
                && isAsWanted(policy.reservation(), known.reservation())
                && isAsWanted(policy.description(), known.description());
        return isRight
                ? PlannedAction.none(Step.leave(subject))
                : PlannedAction.change(
                        subject,
                        "of group " + policy.group() + numbers(known.limit(), known.reservation()),
                        (numbers(policy.limit(), policy.reservation())
                                        + policy.description()
                                                .map(text -> ", '" + text + "'")
                                                .orElse(""))
                                .substring(2),
                        work -> update(work, policy, known.id()));
    }

    private boolean isOf(Policy known, String group) {
        return known.userGroupName().filter(group::equals).isPresent()
                || Optional.ofNullable(found.groups().get(group))
                        .map(its -> known.userGroup().equals(Optional.of(its.id())))
                        .orElse(false);
    }

    private static <T> boolean isAsWanted(Optional<T> wanted, Optional<T> known) {
        return wanted.isEmpty() || wanted.equals(known);
    }

    private static String numbers(Optional<Double> limit, Optional<Double> reservation) {
        return limit.map(number -> ", limit " + number).orElse("")
                + reservation.map(number -> ", reservation " + number).orElse("");
    }

    private static void create(ApplyContext work, PolicySpec policy) {
        CreatePolicy request = CreatePolicy.builder()
                .name(policy.name())
                .userGroup(work.groupId(policy.group()))
                .limit(policy.limit())
                .reservation(policy.reservation())
                .description(policy.description())
                .build();
        try {
            work.asAdmin().resources().createPolicy(request);
        } catch (OutcomeUnknownException unknown) {
            if (!TenantLookups.policies(work.asAdmin()).containsKey(policy.name())) {
                throw unknown;
            }
        }
    }

    private static void update(ApplyContext work, PolicySpec policy, String id) {
        ApplyContext.set(() -> work.asAdmin()
                .resources()
                .updatePolicy(UpdatePolicy.builder()
                        .id(id)
                        .limit(policy.limit())
                        .reservation(policy.reservation())
                        .description(policy.description())
                        .build()));
    }
}
