package io.clearmladmin.onboarding;

import io.clearmladmin.drain.DrainPlan;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.tenants.TenantResources;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How to deprovision a tenant: what it has and runs, and how it is deleted on this server.
 *
 * @param company the id of the tenant
 * @param name its name
 * @param isDeleted whether it is already deleted, so that nothing is left to do
 * @param domains the e-mail domains it has claimed, which are freed before it is deleted
 * @param invited the e-mails of its whitelist that have not joined, which are freed before it is deleted
 * @param unread why its domains and whitelist could not be read, so that they stay claimed; empty if they could
 * @param resources what it has and runs; empty where the server does not report it
 * @param commands the documented commands for a server that cannot delete a tenant itself, each for a shell;
 *     empty where {@link Onboarding#offboard} does it
 * @param work what waits and runs in it, and how that is drained before it is deleted; empty if it is deleted, or has no user to
 *     act as
 */
public record OffboardingPlan(
        String company,
        String name,
        boolean isDeleted,
        List<String> domains,
        List<String> invited,
        String unread,
        TenantResources resources,
        List<String> commands,
        Optional<DrainPlan> work) {

    /** Copies the lists. */
    public OffboardingPlan {
        domains = List.copyOf(domains);
        invited = List.copyOf(invited);
        commands = List.copyOf(commands);
    }

    /** Whether {@link Onboarding#offboard} can do it. */
    public boolean isPossible() {
        return commands.isEmpty() && !isDeleted;
    }

    /** As JSON, with {@code snake_case} names. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }

    /** For people: what it has, what it runs, and what will be done. */
    public String toText() {
        String head = "Offboarding of " + SafeText.line(name + " (" + company + ")") + ":\n";
        if (isDeleted) {
            return head + "  it is already deleted; nothing to do";
        }
        String what = head + "  it has " + resources.totals() + "\n  it runs " + resources.running() + "\n" + claims()
                + drained();
        return isPossible()
                ? what + "  it will be deleted with tenants.delete_tenant"
                : what + "  this server cannot delete it; run:\n"
                        + commands.stream()
                                .map(command -> "    " + SafeText.line(command))
                                .collect(Collectors.joining("\n"));
    }

    private String drained() {
        return work.filter(plan -> !plan.tasks().isEmpty())
                .map(plan -> (isPossible() ? "  it is drained first, unless forced:\n" : "  to be drained first:\n")
                        + plan.toText().strip().indent(4))
                .orElse("");
    }

    private String claims() {
        if (!unread.isEmpty()) {
            return "  its domains and whitelist could not be read, and stay claimed: " + SafeText.line(unread) + "\n";
        }
        if (domains.isEmpty() && invited.isEmpty()) {
            return "";
        }
        String how = isPossible()
                ? "which are freed first"
                : "to be freed first (login.set_domains,"
                        + " login.remove_whitelist_entries, acting as one of its users)";
        return "  it has claimed the domains " + SafeText.line(domains + " and the e-mails " + invited) + ", " + how
                + "\n";
    }
}
