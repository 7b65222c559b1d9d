package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.internal.keys.ConfiguredUsers;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.onboarding.Extra.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what of that which a tenant has beyond its specification is removed, and removes it. */
final class Pruner {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");

    private final ClearMl clearml;
    private final TenantSpec spec;
    private final List<Step> conflicts;
    private final List<Removal> removals = new ArrayList<>();
    private List<String> unread = List.of();
    private Map<String, String> userIds = Map.of();
    private Map<String, Integer> keyCounts = Map.of();

    private Pruner(ClearMl clearml, TenantSpec spec, List<Step> conflicts) {
        this.clearml = clearml;
        this.spec = spec;
        this.conflicts = conflicts;
    }

    /** A step and the code that does it. */
    private record Removal(Step step, Runnable action) {}

    /** Reads the tenant. */
    static Pruner of(ClearMl clearml, TenantSpec spec) {
        ExistingTenant found = TenantStateReader.of(clearml, spec);
        Pruner pruner = new Pruner(clearml, spec, found.conflicts());
        String company = found.company();
        ExistingTenant.User admin = found.users().get(spec.admin().email());
        if (company == null || !found.conflicts().isEmpty()) {
            return pruner;
        }
        if (admin == null) {
            pruner.stay(Step.cannot(
                    "tenant", "its admin " + spec.admin().email() + " has not joined yet: apply the file first"));
            return pruner;
        }
        pruner.compare(
                company, TenantExporter.read(clearml, company, spec.admin().email()));
        return pruner;
    }

    private void stay(Step step) {
        removals.add(new Removal(step, () -> {}));
    }

    private void compare(String company, TenantExporter.Reading reading) {
        TenantSpec there = reading.export().spec();
        unread = reading.export().left();
        userIds = reading.userIds();
        keyCounts = reading.keyCounts();
        PruneCalls calls = new PruneCalls(clearml, company, id(spec.admin().email()), userIds);
        Map<String, String> protectedUsers = protectedUsers(there);
        List<Extra> extras = Excess.of(spec, there).stream()
                .sorted(Comparator.comparing(Extra::kind))
                .toList();
        Set<String> leaving = extras.stream()
                .filter(extra -> extra.kind() == Kind.USER && !protectedUsers.containsKey(extra.name()))
                .map(Extra::name)
                .collect(Collectors.toSet());
        for (Extra extra : extras) {
            if (extra.kind() == Kind.RULE) {
                stay(Step.cannot(extra.text(), "how a request names the rules to delete is not documented"));
            } else if (extra.kind() == Kind.ASSIGNMENT) {
                stay(Step.cannot(extra.text(), "take it away with Applications, which shows what runs of it"));
            } else if (extra.kind() == Kind.USER && protectedUsers.containsKey(extra.name())) {
                stay(Step.leave(extra.text(), Objects.requireNonNull(protectedUsers.get(extra.name()))));
            } else if (extra.kind() == Kind.KEY && isCaller(extra.of())) {
                stay(Step.leave(extra.text(), "it is a key of the caller"));
            } else if (extra.kind() != Kind.KEY || !leaving.contains(extra.of())) {
                removals.add(new Removal(Step.remove(extra.text(), along(extra, there)), () -> calls.remove(extra)));
            }
        }
    }

    private String id(String email) {
        return Objects.requireNonNull(userIds.get(email), email);
    }

    private boolean isCaller(String email) {
        return clearml.claims()
                .identity()
                .flatMap(TokenClaims.Identity::user)
                .equals(Optional.ofNullable(userIds.get(email)));
    }

    // By their e-mails, with why.
    private Map<String, String> protectedUsers(TenantSpec there) {
        Set<String> wanted = SpecChecks.everyone(spec).map(UserSpec::email).collect(Collectors.toSet());
        Map<String, String> reasons = new HashMap<>();
        List<String> admins = SpecChecks.everyone(there)
                .filter(user -> user.role().equals(Optional.of(Role.ADMIN)))
                .map(UserSpec::email)
                .toList();
        if (admins.stream().noneMatch(wanted::contains)) {
            admins.forEach(email -> reasons.put(email, "the tenant would have no admin"));
        }
        SpecChecks.everyone(there).map(UserSpec::email).forEach(email -> {
            if (ConfiguredUsers.isOne(id(email))) {
                reasons.put(email, "it is a user of the server's own configuration");
            } else if (isCaller(email)) {
                reasons.put(email, "it is the caller");
            }
        });
        return reasons;
    }

    private String along(Extra extra, TenantSpec there) {
        return switch (extra.kind()) {
            case USER -> {
                int keys = keyCounts.getOrDefault(extra.name(), 0);
                yield (keys == 0 ? "" : keys == 1 ? "with its key; " : "with its " + keys + " keys; ")
                        + "tasks and models of it stay";
            }
            case GROUP -> group(extra.name(), there);
            case POLICY -> "its queues are deleted, and tasks that wait there become drafts";
            case PROVIDER -> "nobody signs in through it any more";
            default -> "";
        };
    }

    private static String group(String name, TenantSpec there) {
        int members = there.groups().stream()
                .filter(group -> group.name().equals(name))
                .mapToInt(group -> group.users().size())
                .sum();
        List<String> rules = there.accessRules().stream()
                .filter(rule -> rule.groups().contains(name))
                .map(AccessRuleSpec::name)
                .toList();
        return "it has " + members + (members == 1 ? " user" : " users")
                + (rules.isEmpty() ? "" : ", and access rules name it: " + String.join(", ", rules));
    }

    PrunePlan plan() {
        List<Step> steps =
                conflicts.isEmpty() ? removals.stream().map(Removal::step).toList() : conflicts;
        return new PrunePlan(spec, steps, unread);
    }

    /** Removes it, and reads the tenant again. */
    PruneResult prune(Consumer<Step> progress) {
        List<Step> done = new ArrayList<>();
        Map<String, Step> refused = new HashMap<>();
        for (Removal removal : removals) {
            Step step = removal.step();
            if (!step.isChange()) {
                continue;
            }
            try {
                removal.action().run();
                done.add(step);
                Foreign.notify(
                        LOG, "The listener for the pruning's progress", () -> progress.accept(step), error -> {});
            } catch (ApiException no) {
                refused.put(step.subject(), Step.cannot(step.subject(), String.valueOf(no.getMessage())));
            } catch (RuntimeException failure) {
                throw new OnboardingException(spec, step, done, failure);
            }
        }
        return result(done, refused);
    }

    private PruneResult result(List<Step> done, Map<String, Step> refused) {
        PrunePlan after = done.isEmpty() ? plan() : of(clearml, spec).plan();
        List<Step> staying = new ArrayList<>(after.staying());
        for (Step step : after.removals()) {
            staying.add(refused.getOrDefault(
                    step.subject(),
                    Step.cannot(
                            step.subject(),
                            done.contains(step) ? "the server has it after its removal" : "it came meanwhile")));
        }
        List<Step> gone =
                done.stream().filter(step -> !after.removals().contains(step)).toList();
        return new PruneResult(spec.name(), gone, staying, after.unread());
    }
}
