package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.testkit.calls.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tenants are listed, planned, provisioned from files, and deleted, each change after a plan and a question. */
class TenantCommandsTest {

    @RegisterExtension
    private static final BothEditions FAKES = new BothEditions();

    @TempDir
    private Path home;

    private Shell shell() {
        return new Shell(home).on(FAKES.enterprise());
    }

    private Path specs() throws IOException {
        Path folder = Files.createDirectories(home.resolve("tenants"));
        for (String name : List.of("acme", "globex")) {
            // With the line ends of Windows.
            Files.writeString(
                    folder.resolve(name + ".yaml"),
                    "name: " + name + "\r\nadmin: {name: Ann, email: ann@" + name
                            + ".example}\r\ncredentials:\r\n- {label: ci, user: ann@" + name + ".example}\r\n");
        }
        return folder;
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void tenants_are_listed_and_shown_by_name_or_id(Edition edition) {
        Shell shell = new Shell(home).on(FAKES.of(edition));
        JsonNode list = shell.run("tenant", "list", "-o", "json").json();
        assertThat(list).isNotEmpty();
        for (String word : List.of(
                list.get(0).path("id").asText(), list.get(0).path("name").asText())) {
            Shell.Result shown = shell.run("tenant", "show", word, "-o", "json");
            assertThat(shown.code()).as(shown.err()).isZero();
            assertThat(shown.json().path("id")).isEqualTo(list.get(0).path("id"));
        }
    }

    @Test
    void a_name_of_two_tenants_lists_both_and_a_typo_the_nearest() {
        String one = FAKES.enterprise().addCompany("Twice");
        String other = FAKES.enterprise().addCompany("twice");
        Shell.Result twice = shell().run("tenant", "show", "twice");
        assertThat(twice.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(twice.err()).contains("is not the only one", one, other, "fix:   give the whole name, or the id");
        FAKES.enterprise().addCompany("acme");
        assertThat(shell().run("tenant", "show", "acmee").err()).contains("did you mean acme");
    }

    @Test
    void a_folder_is_planned_applied_and_then_needs_nothing() throws IOException {
        String folder = specs().toString();
        Shell.Result plan = shell().run("tenant", "plan", folder);
        assertThat(plan.code()).as(plan.err()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(plan.out()).contains("Plan for acme: ", "Plan for globex: ");
        assertThat(shell().run("tenant", "plan", folder, "-o", "csv").out())
                .startsWith("tenant,action,subject,from,to,reason\nacme,create,tenant,");

        Path keys = home.resolve("keys");
        Shell.Result applied = shell().run("tenant", "apply", folder, "--out", keys.toString(), "--yes", "-o", "json");
        assertThat(applied.code()).as(applied.err()).isZero();
        assertThat(applied.json())
                .extracting(row -> row.path("outcome").asText())
                .containsExactly("done", "done");
        try (Stream<Path> files = Files.list(keys)) {
            List<Path> made = files.filter(Files::isRegularFile).toList();
            assertThat(made).hasSize(2);
            for (Path file : made) {
                assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
        assertThat(shell().run("tenant", "plan", folder).code()).isZero();
        Shell.Result again = shell().run("tenant", "apply", folder, "-o", "csv");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("acme,unchanged,");
    }

    @Test
    void an_exported_tenant_needs_nothing_and_differs_nowhere_until_somebody_changes_it() throws IOException {
        Path keys = home.resolve("keys");
        shell().run("tenant", "apply", specs().toString(), "--out", keys.toString(), "--yes");
        Shell.Result export = shell().run("tenant", "export", "acme");
        assertThat(export.code()).as(export.err()).isZero();
        assertThat(export.out()).startsWith("name: acme\nadmin:\n");
        String file =
                Files.writeString(home.resolve("exported.yaml"), export.out()).toString();
        assertThat(shell().run("tenant", "plan", file).code()).isZero();
        assertThat(shell().run("tenant", "diff", file).code()).isZero();
        Files.writeString(home.resolve("exported.yaml"), "name: acme\nadmin: {name: Ann, email: ann@acme.example}\n");
        Shell.Result diff = shell().run("tenant", "diff", file, "-o", "csv");
        assertThat(diff.code()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(diff.out()).contains("acme,beyond,key 'ci' of ann@acme.example,,,");
        assertThat(shell().run("tenant", "diff", file).out()).contains("Beyond the specification: 1");
    }

    @Test
    void with_prune_what_is_beyond_the_file_is_shown_and_removed_and_what_stays_is_said() throws IOException {
        Path keys = home.resolve("keys");
        shell().run("tenant", "apply", specs().toString(), "--out", keys.toString(), "--yes");
        String file = Files.writeString(
                        home.resolve("less.yaml"), "name: acme\nadmin: {name: Ann, email: ann@acme.example}\n")
                .toString();
        assertThat(shell().run("tenant", "plan", file).code()).isZero();
        Shell.Result plan = shell().run("tenant", "plan", file, "--prune", "-o", "csv");
        assertThat(plan.code()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(plan.out()).contains("acme,remove,key 'ci' of ann@acme.example,,,");
        // Keys that came with new tenants.
        int before = FAKES.enterprise().recordedCalls("auth.revoke_credentials").size();
        Shell.Result unasked = shell().run("tenant", "apply", file, "--prune");
        assertThat(unasked.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(unasked.err()).contains("Beyond acme: 1 to remove", "--yes");
        assertThat(FAKES.enterprise().recordedCalls("auth.revoke_credentials")).hasSize(before);
        Shell.Result pruned = shell().run("tenant", "apply", file, "--prune", "--yes", "-o", "csv");
        assertThat(pruned.code()).as(pruned.err()).isZero();
        assertThat(pruned.out())
                .startsWith("tenant,outcome,id,steps,removed,staying,failure\n")
                .containsPattern("acme,done,[0-9a-f]+,0,1,0,");
        assertThat(shell().run("tenant", "diff", file).code()).isZero();

        FAKES.enterprise().inject(Fault.refusal(400, 10).on("login.set_domains"));
        FAKES.enterprise().stub("login.get_settings", call -> Map.of("domains", List.of("acme.example")));
        Shell.Result stays = shell().run("tenant", "apply", file, "--prune", "--yes");
        assertThat(stays.code()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(stays.err()).contains("beyond acme stays", "domain acme.example", "login.set_domains");
    }

    @Test
    void nothing_is_done_without_an_answer_or_without_a_place_for_keys() throws IOException {
        String folder = specs().toString();
        Shell.Result nowhere = shell().run("tenant", "apply", folder, "--yes");
        assertThat(nowhere.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(nowhere.err()).contains("no place for the secrets", "--out");
        String[] apply = {
            "tenant", "apply", folder, "--out", home.resolve("keys").toString()
        };
        Shell.Result unasked = shell().run(apply);
        assertThat(unasked.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(unasked.err()).contains("Plan for acme", "nobody can be asked here", "--yes");
        Shell.Result declined = shell().terminal(80).input("n\n").run(apply);
        assertThat(declined.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(declined.err()).contains("Do it? [y/N]", "nothing was done");
        assertThat(FAKES.enterprise().recordedCalls("system.create_company")).isEmpty();
        Shell.Result agreed = shell().terminal(80).input("y\n").run(apply);
        assertThat(agreed.code()).as(agreed.err()).isZero();
        assertThat(agreed.err()).contains("2/2");
    }

    @Test
    void a_mistake_in_a_file_is_named_with_its_line() throws IOException {
        Path file = home.resolve("wrong.yaml");
        Files.writeString(file, "name: acme\nadmn: {}\n");
        Shell.Result result = shell().run("tenant", "plan", file.toString());
        assertThat(result.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(result.err()).contains("wrong.yaml", "admn", "correct the file");
        assertThat(shell().run("tenant", "plan", "missing.yaml").err()).contains("no such file", "missing.yaml");
        assertThat(shell().run(
                                "tenant",
                                "plan",
                                Files.createDirectory(home.resolve("none")).toString())
                        .err())
                .contains("has no specification of a tenant");
    }

    @Test
    void a_tenant_is_deleted_only_by_its_name() {
        String id = FAKES.enterprise().addCompany("acme");
        Shell.Result dry = shell().run("tenant", "delete", "acme", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(dry.out()).contains("it will be deleted");
        assertThat(shell().run("tenant", "delete", "acme").err()).contains("it will be deleted", "--confirm");
        assertThat(shell().run("tenant", "delete", id, "--confirm", "acne").code())
                .isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(FAKES.enterprise().recordedCalls("tenants.delete_tenant")).isEmpty();
        Shell.Result deleted = shell().terminal(80).input("acme\n").run("tenant", "delete", id);
        assertThat(deleted.code()).as(deleted.err()).isZero();
        assertThat(FAKES.enterprise().recordedCalls("tenants.delete_tenant")).hasSize(1);
    }

    @Test
    void fields_are_set_merged_and_read() {
        FAKES.enterprise().addCompany("acme");
        assertThat(shell().run("fields", "set", "acme", "a=1", "b:=[2]", "--yes")
                        .code())
                .isZero();
        Shell.Result merged = shell().run("fields", "merge", "acme", "c=x=y", "--yes");
        assertThat(merged.code()).as(merged.err()).isZero();
        assertThat(shell().run("fields", "get", "acme", "--jsonl").out())
                .isEqualTo("{\"a\":\"1\",\"b\":[2],\"c\":\"x=y\"}\n");
        assertThat(shell().input("{\"d\": {\"e\": 1}}\r\n")
                        .run("fields", "merge", "acme", "@-", "--yes", "-o", "json")
                        .json()
                        .path("d")
                        .path("e")
                        .asInt())
                .isEqualTo(1);
        assertThat(shell().input("[1]").run("fields", "set", "acme", "@-").err())
                .contains("is no JSON object");
        assertThat(shell().run("fields", "set", "acme", "a:=null").err()).contains("no value");
        assertThat(shell().run("fields", "set", "acme", "a=1", "a=2").err()).contains("given twice");
        assertThat(shell().run("fields", "set", "acme", "nothing", "--yes").err())
                .contains("'nothing' is no field");
        assertThat(shell().run("fields", "set", "acme", "a:=", "--yes").err()).contains("the value of a is no JSON");
        assertThat(shell().run("fields", "set", "acme", "a=2").err())
                .contains("the fields are", "nobody can be asked here");
    }
}
