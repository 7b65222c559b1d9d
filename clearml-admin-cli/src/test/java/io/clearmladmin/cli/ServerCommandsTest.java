package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.workers.RegisterWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers, queues, the audit, usage and values files. */
class ServerCommandsTest {

    @RegisterExtension
    private static final BothEditions FAKES = new BothEditions();

    @TempDir
    private Path home;

    private Shell shell(Edition edition) {
        return new Shell(home).on(FAKES.of(edition));
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_queue_lives_from_its_creation_to_its_deletion(Edition edition) {
        Shell shell = shell(edition);
        Shell.Result created = shell.run("queue", "create", "gpu", "--tag", "a100", "--yes", "-o", "json");
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(shell.run("queue", "list", "-o", "csv").out()).contains(",gpu,", ",a100,");
        Shell.Result edited = shell.run("queue", "edit", "gpu", "--name", "gpu2", "--yes");
        assertThat(edited.code()).as(edited.err()).isZero();
        assertThat(shell.run("queue", "show", "gpu2", "-o", "json")
                        .json()
                        .path("waiting")
                        .asInt())
                .isZero();
        assertThat(shell.run("queue", "entries", "gpu2", "-o", "csv").out()).isEqualTo("task,name,added\n");
        Shell.Result cleared = shell.run("queue", "clear", "gpu2", "--confirm", "gpu2");
        assertThat(cleared.code()).as(cleared.err()).isZero();
        assertThat(shell.run("queue", "delete", "gpu2").err()).contains("delete the queue gpu2", "--confirm");
        assertThat(shell.run("queue", "delete", "gpu2", "--confirm", "gpu2").code())
                .isZero();
        assertThat(shell.run("queue", "show", "gpu2").code()).isEqualTo(ExitCode.WRONG_USE.number());
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_worker_is_listed_shown_and_unregistered(Edition edition) {
        try (ClearMl clearml = FAKES.of(edition).connect()) {
            clearml.workers()
                    .register(RegisterWorker.builder()
                            .worker("node:0")
                            .timeout(600)
                            .build());
        }
        Shell shell = shell(edition);
        assertThat(shell.run("worker", "list", "-o", "csv").out()).contains("node:0");
        Shell.Result shown = shell.run("worker", "show", "node:0", "-o", "json");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shell.run("worker", "show", "node:1").err()).contains("did you mean node:0?");
        assertThat(shell.run("worker", "unregister", "node:0").err()).contains("unregister the worker", "--yes");
        Shell.Result gone = shell.run("worker", "unregister", "node:0", "--yes");
        assertThat(gone.code()).as(gone.err()).isZero();
        assertThat(shell.run("worker", "list", "-o", "csv").out()).doesNotContain("node:0");
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void an_audit_ends_with_10_if_a_finding_is_bad_enough(Edition edition) {
        Shell.Result strict = shell(edition).run("audit", "--only", "plain-http", "--fail-on", "info", "-o", "json");
        JsonNode report = strict.json();
        assertThat(report.path("findings").isArray()).isTrue();
        assertThat(strict.code()).isIn(0, ExitCode.FINDINGS.number());
        assertThat(shell(edition).run("audit", "--only", "nothing").err()).contains("no such check");
    }

    @Test
    void usage_is_shown_by_category() {
        FAKES.enterprise().addCompany("acme");
        Shell.Result result = shell(Edition.ENTERPRISE)
                .run("usage", "show", "acme", "--from", LocalDate.EPOCH.toString(), "--to", "1970-01-02", "-o", "csv");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("category,name,unit,usage,cost,currency\n");
    }

    @Test
    void values_are_checked_and_carried_over_without_a_server() throws IOException {
        Path file = home.resolve("values.yaml");
        Files.writeString(file, "clearml:\n  cookieDomain: clearml.example\nnoSuchKey: 1\n");
        Shell shell = new Shell(home);
        Shell.Result checked =
                shell.run("helm", "check", "--chart", "clearml:7.14.4", file.toString(), "--fail-on", "info");
        assertThat(checked.code()).as(checked.err()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(checked.out()).contains("noSuchKey", "values.yaml:3");
        assertThat(shell.run("helm", "check", "--chart", "clearm", file.toString())
                        .err())
                .contains("did you mean clearml?");
        Path out = home.resolve("new.yaml");
        Shell.Result migrated = shell.run(
                "helm",
                "migrate",
                "--chart",
                "clearml-enterprise",
                "--to",
                "control-plane",
                file.toString(),
                "--out",
                out.toString(),
                "-o",
                "csv");
        assertThat(migrated.code()).as(migrated.err()).isIn(0, ExitCode.FINDINGS.number());
        assertThat(migrated.out()).startsWith("outcome,from,to,reason\n");
        assertThat(Files.exists(out)).isTrue();
    }
}
