package io.clearmladmin.onboarding;

import io.clearmladmin.apps.AssignmentState;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.system.AppInstanceAccess;
import io.clearmladmin.system.AppVisibility;
import io.clearmladmin.system.Feature;
import io.clearmladmin.testkit.FakeClearMl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Specifications of every shape. */
final class RandomSpecs {

    private static final List<Feature> FEATURES = Feature.published().stream()
            .sorted((a, b) -> a.value().compareTo(b.value()))
            .toList();

    private static final List<String> APPLICATIONS = List.of("jupyter", "vscode", "gradio");

    private final Random random;
    private final String name;

    private RandomSpecs(long seed) {
        this.random = new Random(seed);
        this.name = "tenant-" + seed;
    }

    static TenantSpec of(long seed) {
        return new RandomSpecs(seed).spec();
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private TenantSpec spec() {
        TenantSpec.Builder spec = TenantSpec.builder().name(name).admin(user("admin", null));
        List<String> emails = new ArrayList<>(List.of(email("admin")));
        for (int i = random.nextInt(4); i > 0; i--) {
            spec.addUsers(user("user" + i, maybe() ? Role.CONSUMER : null));
            emails.add(email("user" + i));
        }
        if (maybe()) {
            spec.allowedUsers(10 + random.nextInt(90)).maxRunningApps(random.nextInt(9));
        }
        for (Feature feature : FEATURES) {
            int choice = random.nextInt(6);
            if (choice == 0) {
                spec.addFeatures(feature);
            } else if (choice == 1) {
                spec.addExcludeFeatures(feature);
            }
        }
        doors(spec);
        groups(spec, emails);
        spec.addCredentials(KeySpec.builder().label("agent").build());
        for (String email : emails) {
            if (random.nextInt(3) == 0) {
                spec.addCredentials(KeySpec.builder()
                        .label("app-gateway")
                        .user(email)
                        .lifetime(Duration.ofDays(90))
                        .build());
            }
        }
        if (maybe()) {
            spec.putCustomEventsFields("service_instance_id", name);
        }
        if (maybe()) {
            spec.appInstanceAccess(AppInstanceAccess.builder()
                    .allowed(maybe() ? AppVisibility.OWNER : AppVisibility.GROUPS)
                    .build());
        }
        work(spec);
        return spec.build();
    }

    /** Adds the applications that the specifications name. */
    static void addApplications(FakeClearMl fake) {
        APPLICATIONS.forEach(app -> fake.addApplication(app, "1.0"));
    }

    private void work(TenantSpec.Builder spec) {
        for (String app : APPLICATIONS) {
            int choice = random.nextInt(3);
            if (choice > 0) {
                spec.putApplications(app, choice == 1 ? AssignmentState.ENABLED : AssignmentState.DISABLED);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            spec.addResources(PolicySpec.builder()
                    .name("policy" + i)
                    .group("users")
                    .limit(maybe() ? Optional.of(8.0) : Optional.empty())
                    .reservation(maybe() ? Optional.of(0.5) : Optional.empty())
                    .description(maybe() ? Optional.of("made for " + name) : Optional.empty())
                    .build());
        }
    }

    private String email(String who) {
        return who + "@" + name + ".example";
    }

    private UserSpec user(String who, @Nullable Role role) {
        UserSpec.Builder user = UserSpec.builder().name(who + " of " + name).email(email(who));
        return (role == null ? user : user.role(role)).build();
    }

    private void doors(TenantSpec.Builder spec) {
        IntStream.range(0, random.nextInt(3)).forEach(i -> spec.addDomains("d" + i + "." + name + ".example"));
        IntStream.range(0, random.nextInt(4))
                .forEach(i -> spec.addWhitelist(InvitedSpec.builder()
                        .email(email("guest" + i))
                        .role(maybe() ? Role.ADMIN : Role.USER)
                        .build()));
        if (maybe()) {
            SsoSpec.Builder sso = SsoSpec.builder().putMapping("admin_groups", List.of("platform"));
            if (maybe()) {
                sso.provider("keycloak")
                        .configuration(Map.of("display_name", "Keycloak", "client_secret", "canary-client-secret"));
            }
            spec.sso(sso.build());
        }
    }

    private void groups(TenantSpec.Builder spec, List<String> emails) {
        List<String> groups = new ArrayList<>(List.of("users"));
        for (int i = random.nextInt(3); i > 0; i--) {
            List<String> members = emails.stream().filter(email -> maybe()).toList();
            spec.addGroups(GroupSpec.builder().name("group" + i).users(members).build());
            groups.add("group" + i);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            spec.addAccessRules(AccessRuleSpec.builder()
                    .name("rule" + i)
                    .description("made for " + name)
                    .entityType("queue")
                    .entityId("*")
                    .accessPermission(maybe() ? "read" : "read_write")
                    .users(emails.stream().filter(email -> maybe()).toList())
                    .addGroups(groups.get(random.nextInt(groups.size())))
                    .build());
        }
    }
}
