package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.k8s.KubeApi;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart on a real API server: it takes all objects, and the rights are exactly those that the programs need. */
@Tag(KubeApi.TAG)
class ChartApiTest {

    // Each right is taken away once: a change of rights takes a second or so to count.
    private static final Set<String> TAKEN = new HashSet<>();

    @RegisterExtension
    private static final SharedCluster SHARED = new SharedCluster();

    private final List<HasMetadata> applied = SHARED.applied();

    private static ChartCluster cluster() {
        return SHARED.cluster();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api-server-way",
                "kafka-mutual-tls",
                "volume",
                "lease",
                "many-namespaces",
                "company-monitor",
                "nodes-to-run-on",
                "extras",
                "service-monitor",
                "network"
            })
    void an_api_server_takes_all_of_it(String values) {
        applied.addAll(cluster().apply(Chart.right(values)));
        assertThat(applied)
                .extracting(HasMetadata::getKind)
                .contains("ServiceAccount", "ConfigMap", "Deployment", "CronJob");
    }

    @ParameterizedTest
    @CsvSource({
        "guide-and-kafka, pods-monitor",
        "guide-and-kafka, pods-inventory",
        "guide-and-kafka, company-inventory",
        "company-monitor, company-monitor",
        "one-namespace, pods-monitor",
        "namespaces-by-label, pods-monitor",
        "namespaces-by-label, pods-inventory",
        "tenant-by-namespace, pods-monitor",
        "nodes-and-tasks, pods-monitor",
        "nodes-and-tasks, pods-inventory",
        "lease, pods-monitor"
    })
    void a_program_runs_with_exactly_its_rights_and_with_one_less_names_it(String name, String program) {
        Path values = Chart.right(name);
        applied.addAll(cluster().applyRights(values));
        Settings settings = cluster().settings(values, program);
        cluster().awaitRights(settings, program, List::isEmpty);

        double refusals = cluster().refusals();
        assertThat(cluster().run(settings, program)).isEqualTo(ExitCode.DONE);
        assertThat(cluster().refusals()).as("requests that were refused").isEqualTo(refusals);

        for (HasMetadata object : List.copyOf(applied)) {
            if (object.getKind().endsWith("Role") && isOf(object, program)) {
                withOneLess(object, settings, program);
            }
        }
    }

    private static boolean isOf(HasMetadata role, String program) {
        String name = role.getMetadata().getName();
        return name.endsWith("-" + program) || (name.endsWith("-lease") && program.equals("pods-monitor"));
    }

    private static List<PolicyRule> rules(HasMetadata role) {
        return role instanceof ClusterRole cluster ? cluster.getRules() : ((Role) role).getRules();
    }

    private void withOneLess(HasMetadata role, Settings settings, String program) {
        List<PolicyRule> all = ChartCluster.single(rules(role));
        for (PolicyRule less : all) {
            // Where the cluster has a name, a monitor only remembers its id.
            boolean isClusterId =
                    !less.getResourceNames().isEmpty() && less.getResources().contains("namespaces");
            if (isClusterId
                    && (program.equals("pods-monitor")
                            || settings.text(Setting.CLUSTER).isPresent())) {
                continue;
            }
            if (!TAKEN.add(program + role.getKind() + less.getResources() + less.getVerbs())) {
                continue;
            }
            List<PolicyRule> rest = new ArrayList<>(all);
            rest.remove(less);
            replace(role, rest);
            String named = isClusterId
                    ? "the namespace kube-system"
                    : "resources: [\"" + less.getResources().get(0) + "\"], verbs: [\""
                            + less.getVerbs().get(0) + "\"]";
            cluster()
                    .awaitRights(
                            settings,
                            program,
                            faults -> faults.stream()
                                    .anyMatch(fault -> fault.fault().contains(named)));
            assertThat(cluster().check(settings, program)).anyMatch(StartCheck.Result::isPermanent);
        }
        replace(role, all);
        cluster().awaitRights(settings, program, List::isEmpty);
    }

    private static void replace(HasMetadata role, List<PolicyRule> rules) {
        if (role instanceof ClusterRole) {
            var unused = cluster()
                    .admin()
                    .rbac()
                    .clusterRoles()
                    .withName(role.getMetadata().getName())
                    .edit(there ->
                            new ClusterRoleBuilder(there).withRules(rules).build());
        } else {
            var unused = cluster()
                    .admin()
                    .rbac()
                    .roles()
                    .inNamespace(role.getMetadata().getNamespace())
                    .withName(role.getMetadata().getName())
                    .edit(there -> new RoleBuilder(there).withRules(rules).build());
        }
    }
}
