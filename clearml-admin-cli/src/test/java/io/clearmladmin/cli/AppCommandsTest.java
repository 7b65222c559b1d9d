package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.FakeClearMl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Applications are given to tenants and taken away, each after a plan and a question. */
class AppCommandsTest {

    @RegisterExtension
    private static final BothEditions FAKES = new BothEditions();

    @TempDir
    private Path home;

    private final FakeClearMl fake = FAKES.enterprise();
    private String acme = "";

    @BeforeEach
    void addApplication() {
        acme = fake.addCompany("acme");
        fake.addCompany("globex");
        fake.addApplication("jupyter-lab", "1.0");
    }

    private Shell.Result run(String... words) {
        return new Shell(home).on(fake).run(words);
    }

    @Test
    void a_dry_run_ends_with_10_and_changes_nothing() {
        Shell.Result plan = run("app", "deploy", "jupyter-lab", "--all-tenants", "--dry-run", "-o", "json");
        assertThat(plan.code()).as(plan.err()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(plan.json().path("tenants")).hasSize(3);
        assertThat(fake.recordedCalls("apps.deploy_per_tenant")).isEmpty();
    }

    @Test
    void what_was_deployed_is_listed_and_needs_no_second_time() {
        Shell.Result done = run("app", "deploy", "JUPYTER-LAB", "--tenant", "acme", "--yes", "-o", "json");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.json().at("/tenants/0/fate").asText()).isEqualTo("DONE");
        JsonNode shown = run("app", "show", "jupyter-lab", "-o", "json").json();
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).path("tenant").asText()).isEqualTo(acme);
        JsonNode list = run("app", "list", "-o", "json").json();
        assertThat(list.get(0).path("enabled").asInt()).isEqualTo(1);
        assertThat(run("app", "list", "--tenant", "acme", "-o", "csv").out())
                .contains("jupyter-lab,jupyter-lab,1.0,deployed");
        assertThat(run("app", "deploy", "jupyter-lab", "--tenant", "acme").code())
                .isZero();
        assertThat(fake.recordedCalls("apps.deploy_per_tenant")).hasSize(1);
    }

    @Test
    void nothing_is_done_without_an_answer_or_without_tenants() {
        Shell.Result unasked = run("app", "deploy", "jupyter-lab", "--all-tenants");
        assertThat(unasked.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(unasked.err()).contains("Plan for jupyter-lab", "--yes");
        assertThat(run("app", "deploy", "jupyter-lab", "--yes").err()).contains("either --tenant or --all-tenants");
        assertThat(run("app", "deploy", "jupyter-lb", "--tenant", "acme", "--yes")
                        .err())
                .contains("did you mean jupyter-lab");
        assertThat(fake.recordedCalls("apps.deploy_per_tenant")).isEmpty();
    }

    @Test
    void a_tenant_that_runs_instances_keeps_the_application_until_they_may_be_stopped() {
        run("app", "deploy", "jupyter-lab", "--all-tenants", "--yes");
        try (ClearMl ann = fake.connect(fake.addUser("Ann", Role.USER, acme))) {
            ann.apps().launchInstance("jupyter-lab", Map.of(), Optional.empty(), Optional.empty());
        }
        Shell.Result some = run("app", "undeploy", "jupyter-lab", "--all-tenants", "--yes");
        assertThat(some.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(some.out()).contains("instances run there: 1", "1 failed, 2 done");
        Shell.Result all = run("app", "undeploy", "jupyter-lab", "--all-tenants", "--stop-instances", "--yes");
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.out()).contains("1 instance asked to stop");
    }

    @Test
    void a_disabled_application_is_enabled_only_if_that_is_said() {
        run("app", "disable", "jupyter-lab", "--tenant", "acme", "--yes");
        Shell.Result left = run("app", "deploy", "jupyter-lab", "--tenant", "acme", "-o", "json");
        assertThat(left.code()).as(left.err()).isZero();
        assertThat(left.json().path("tenants")).isEmpty();
        run("app", "deploy", "jupyter-lab", "--tenant", "acme", "--reenable", "--yes");
        assertThat(fake.recordedCalls("apps.deploy_per_tenant")).hasSize(1);
    }

    @Test
    void a_locked_application_cannot_be_launched_until_it_is_unlocked() {
        run("app", "deploy", "jupyter-lab", "--all-tenants", "--yes");
        assertThat(run("app", "lock", "jupyter-lab", "--yes").code()).isZero();
        String[] launch = {"call", "apps.launch_instance", "-d", "{\"app\": \"jupyter-lab\", \"launch_params\": {}}"};
        assertThat(run(launch).code()).isEqualTo(ExitCode.FAILED.number());
        run("app", "unlock", "jupyter-lab", "--yes");
        assertThat(run(launch).code()).isZero();
        JsonNode instances =
                run("app", "instances", "jupyter-lab", "-o", "json").json();
        assertThat(List.of(
                        instances.get(0).path("app").asText(),
                        instances.get(0).path("status").asText()))
                .containsExactly("jupyter-lab", "in_progress");
    }
}
