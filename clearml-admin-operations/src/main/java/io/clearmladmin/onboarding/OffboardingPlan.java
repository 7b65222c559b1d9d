package io.clearmladmin.onboarding;

import io.clearmladmin.internal.secrets.SafeText;
import io.clearmladmin.tenants.TenantResources;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What taking a tenant down means: what it has and runs, and how it is done on this server.
 *
 * @param company the id of the tenant
 * @param name its name
 * @param resources what it has and runs; empty where the server does not tell
 * @param commands the documented commands for a server that cannot delete a tenant by itself, each to be run in a shell;
 *     none where {@link Onboarding#offboard} does it
 */
public record OffboardingPlan(String company, String name, TenantResources resources, List<String> commands) {

    /** Keeps the commands as they are. */
    public OffboardingPlan {
        commands = List.copyOf(commands);
    }

    /** Whether {@link Onboarding#offboard} can do it. */
    public boolean isPossible() {
        return commands.isEmpty();
    }

    /** What it has, what it runs, and what will be done, for people to read. */
    @Override
    public String toString() {
        String head = "Offboarding of " + SafeText.line(name + " (" + company + ")") + ":\n  it has "
                + resources.totals() + "\n  it runs " + resources.running() + "\n";
        return isPossible()
                ? head + "  it will be deleted with tenants.delete_tenant"
                : head + "  this server cannot delete it; run:\n"
                        + commands.stream()
                                .map(command -> "    " + SafeText.line(command))
                                .collect(Collectors.joining("\n"));
    }
}
