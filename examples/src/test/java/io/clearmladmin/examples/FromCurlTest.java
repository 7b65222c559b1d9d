package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.projects.CreateProject;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.workers.RegisterWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The snippets of the page compile and run, and cover each of its curl lines. */
class FromCurlTest {

    private static final Path PAGE = Path.of("..", "docs", "from-curl.md");
    private static final Path SOURCE = Path.of("src/main/java/io/clearmladmin/examples/FromCurl.java");
    private static final Pattern CURL = Pattern.compile("`curl [^`]*?\\$(?:APISERVER|METERING)_URL/([a-z][a-z_.]*)");

    @TempDir
    Path folder;

    static Stream<String> snippets() throws IOException {
        return PageBlock.on(PAGE).stream()
                .filter(block -> !block.code().contains("ClearMl.connect"))
                .map(PageBlock::withoutImports);
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void a_snippet_of_the_page_is_in_the_compiled_source(String snippet) throws IOException {
        assertThat(unbroken(Files.readString(SOURCE))).contains(unbroken(snippet));
    }

    /** What the vendor's guides have as curl, or as a script of such calls: the guide, and its endpoints. */
    private static final Map<String, String> GUIDES = Map.of(
            "multi_tenant_k8s.md",
            "system.create_company system.get_companies auth.create_user auth.create_credentials login.set_domains"
                    + " login.add_whitelist_entries login.remove_whitelist_entries login.get_settings"
                    + " system.update_company_settings system.update_company_sso_config sso.save_provider_configuration"
                    + " system.update_company_app_instance_access queues.create",
            "custom_events.md",
            "system.update_company_custom_events_config tenants.custom_events",
            "event_metering.md",
            "get_usages",
            "admin_vaults.md",
            "users.add_or_update_vault users.get_vaults users.delete_vaults",
            "api_cred_expiration_policy.md",
            "auth.login auth.get_credentials",
            "webapp_settings_users.md",
            "auth.create_service_user",
            "clearml_agent_scheduling.md",
            "workers.set_runtime_properties",
            "cleanup_service.md",
            "tasks.get_all tasks.delete_many",
            "probes of the charts",
            "debug.ping");

    @Test
    void each_call_of_the_guides_is_on_the_page() throws IOException {
        List<String> shown = CURL.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();
        GUIDES.forEach((guide, calls) -> assertThat(shown).as(guide).contains(calls.split(" ", -1)));
    }

    // The formatter breaks lines in its own way.
    private static String unbroken(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void all_of_it_runs_and_calls_what_the_curl_lines_call() throws IOException {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            FromCurl page = new FromCurl(clearml);
            assertThat(page.ping()).isEqualTo("ClearML server");
            String company = page.createTenant();
            assertThat(page.listTenants()).hasSize(2);
            String admin = page.createAdmin(company);
            assertThat(page.createCredentials(admin).label()).contains("agent");
            assertThat(page.token().reveal()).isNotEmpty();
            assertThat(page.keys()).isNotEmpty();
            assertThat(page.serviceUser(admin).id()).isNotEmpty();
            assertThat(page.createQueue(admin)).isNotEmpty();
            String project = clearml.projects()
                    .create(CreateProject.builder().name("Trials").build());
            Map<String, String> task = Map.of("name", "task", "type", "training", "project", project);
            clearml.call("tasks.create", Repeat.UNSAFE, task);
            assertThat(page.tasksOf(project)).hasSize(1);
            assertThat(page.stop(page.tasksOf(project).get(0)).failed()).hasSize(1);
            // Archived, and listed as if it had been so for long.
            String old = page.tasksOf(project).get(0);
            clearml.call("tasks.archive", Repeat.UNSAFE, Map.of("tasks", List.of(old)));
            fake.stub(
                    "tasks.get_all",
                    call -> Map.of(
                            "tasks",
                            Integer.valueOf(0).equals(call.body().get("page"))
                                    ? List.of(Map.of("id", old))
                                    : List.of()));
            clearml.call("tasks.create", Repeat.UNSAFE, task);
            assertThat(page.cleanUp().orElseThrow().succeeded()).hasSize(1);
            assertThat(page.deleteProject(project).deletedTasks()).contains(1);
            page.setDomains(admin);
            assertThat(page.whitelist(admin)).containsExactly("carl@partner.example");
            assertThat(page.loginSettings(admin).domains()).containsExactly("acme.example");
            assertThat(page.whoClaims()).hasSize(1);
            assertThat(page.takeBack(admin)).containsExactly("carl@partner.example");
            page.settings(company);
            page.sso(company, Secret.of("secret"));
            page.appVisibility(company);
            page.customEvents(company);
            page.report(company);
            assertThat(page.usages(
                            fake.meteringUrl(),
                            fake.meteringUser().accessKey(),
                            fake.meteringUser().secretKey().reveal(),
                            company))
                    .hasSize(1);
            assertThat(page.vault(admin, Secret.of("sdk.aws.s3.region = eu"))).isNotEmpty();
            assertThat(page.deleteVaults(admin)).isOne();
            clearml.workers().register(RegisterWorker.builder().worker("host:0").build());
            page.runtimeProperties();
            Path log = folder.resolve("events.log");
            assertThat(page.eventsLog(company, folder)).isEqualTo(Files.size(log));

            List<String> called =
                    fake.recordedCalls().stream().map(Execution::endpoint).toList();
            List<String> shown = CURL.matcher(Files.readString(PAGE))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(shown).hasSizeGreaterThan(18);
            assertThat(called).containsAll(shown);
        }
    }
}
