package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of resources goes through a draft, routes are named; nothing is changed unasked. */
class ResourceAndRouteCommandsTest {

    @RegisterExtension
    static final BothEditions FAKES = new BothEditions();

    @TempDir
    private Path home;

    private Shell shell() {
        return new Shell(home).on(FAKES.enterprise());
    }

    private FakeClearMl fake() {
        return FAKES.enterprise();
    }

    private String file() throws IOException {
        return Files.writeString(home.resolve("resources.json"), "{\"pools\": [{\"id\": \"p1\", \"name\": \"gpus\"}]}")
                .toString();
    }

    @Test
    void a_draft_is_set_shown_tested_published_and_read_back() throws IOException {
        String file = file();
        assertThat(shell().run("resource", "set", file).err()).contains("replace the draft by 1 pools", "--yes");
        assertThat(fake().recordedCalls("resources.set_resource_configuration")).isEmpty();
        Shell.Result set = shell().run("resource", "set", file, "--yes", "-o", "json");
        assertThat(set.code()).as(set.err()).isZero();
        assertThat(shell().run("resource", "show").json().path("pools")).isEmpty();
        assertThat(shell().run("resource", "show", "--draft")
                        .json()
                        .at("/pools/0/name")
                        .asText())
                .isEqualTo("gpus");
        assertThat(shell().run("resource", "test").code()).isZero();
        assertThat(shell().run("resource", "publish").err()).contains("no queue is deleted", "--yes");
        Shell.Result published = shell().run("resource", "publish", "--yes");
        assertThat(published.code()).as(published.err()).isZero();
        Shell.Result shown = shell().run("resource", "show");
        assertThat(shown.json().at("/pools/0/id").asText()).isEqualTo("p1");
        Files.writeString(home.resolve("again.json"), shown.out());
        assertThat(shell().run("resource", "set", home.resolve("again.json").toString(), "--yes")
                        .code())
                .isZero();
    }

    @Test
    void anothers_draft_is_neither_overwritten_nor_dropped_unasked() throws IOException {
        String file = file();
        shell().run("resource", "set", file, "--yes");
        Shell.Result refused = shell().run("resource", "set", file, "--yes");
        assertThat(refused.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(refused.err()).contains("a draft that is not published", "--overwrite");
        assertThat(shell().run("resource", "set", file, "--overwrite").err()).contains("that is there is lost");
        assertThat(shell().run("resource", "set", file, "--overwrite", "--yes").code())
                .isZero();
        assertThat(shell().run("resource", "reset").err()).contains("drop the draft", "--yes");
        assertThat(shell().run("resource", "reset", "--yes").out()).contains("dropped");
        assertThat(shell().run("resource", "reset", "--yes").out()).contains("unchanged");
        assertThat(fake().recordedCalls("resources.reset_resource_configuration"))
                .hasSize(1);
        assertThat(shell().run("resource", "publish", "--yes").err()).contains("no draft to publish");
        Files.writeString(home.resolve("resources.json"), "{\"pools\": 1}");
        assertThat(shell().run("resource", "set", file, "--yes").err()).contains("is no configuration of resources");
    }

    @Test
    void queues_that_publishing_would_delete_are_shown_before() throws IOException {
        shell().run("resource", "set", file(), "--yes");
        fake().stub(
                        "resources.test_configuration_publishing",
                        call -> Map.of(
                                "affected_policies",
                                List.of(Map.of(
                                        "id",
                                        "1",
                                        "name",
                                        "research",
                                        "queues_to_delete",
                                        List.of(Map.of("id", "q", "name", "gpu", "tasks", 3)))),
                                "not_linked_profiles",
                                List.of(Map.of("id", "2", "name", "small"))));
        Shell.Result tested = shell().run("resource", "test", "-o", "csv");
        assertThat(tested.code()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(tested.out())
                .isEqualTo(
                        "effect,id,name,policy,tasks\nqueue deleted,q,gpu,research,3\nprofile without pool,2,small,,\n");
        Shell.Result unasked = shell().run("resource", "publish");
        assertThat(unasked.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(unasked.err())
                .contains("queue deleted: gpu of policy research, whose 3 tasks become drafts", "without pool: small");
        assertThat(fake().recordedCalls("resources.publish_resource_configuration"))
                .isEmpty();
    }

    @Test
    void a_route_is_created_switched_and_deleted_by_its_name() {
        assertThat(shell().run("route", "create", "demo").err()).contains("give --path or --subdomain");
        assertThat(shell().run("route", "create", "demo", "--path", "demo").err())
                .contains("create the route demo");
        Shell.Result created = shell().run("route", "create", "demo", "--path", "demo", "--yes", "-o", "json");
        assertThat(created.code()).as(created.err()).isZero();
        String id = created.json().path("id").asText();
        Shell.Result twice = shell().run("route", "create", "demo", "--path", "other", "--yes");
        assertThat(twice.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(fake().recordedCalls("routers.add_or_update_route")).hasSize(1);
        assertThat(shell().run("route", "edit", "demo", "--yes").err()).contains("--enable or --disable");
        assertThat(shell().run("route", "edit", "DEMO", "--disable", "--yes").code())
                .isZero();
        Shell.Result shown = shell().run("route", "show", id, "-o", "json");
        assertThat(shown.json().path("enabled").asBoolean(true)).isFalse();
        assertThat(shown.json().path("auth").asBoolean()).isTrue();
        assertThat(shell().run("route", "show", "dem").err()).contains("did you mean demo");
        assertThat(shell().run("route", "delete", "demo").err()).contains("delete the route demo", "--confirm");
        assertThat(shell().run("route", "delete", "demo", "--confirm", "demo").code())
                .isZero();
        assertThat(shell().run("route", "list", "-o", "csv").out()).doesNotContain(id);
    }

    @Test
    void an_open_source_server_says_that_it_has_none_of_it() {
        for (String command : List.of("resource show", "resource policy list", "route list", "route gateways")) {
            Shell.Result result = new Shell(home).on(FAKES.openSource()).run(command.split(" ", -1));
            assertThat(result.code()).as(command).isEqualTo(ExitCode.FAILED.number());
            assertThat(result.err()).contains("Enterprise");
        }
    }
}
