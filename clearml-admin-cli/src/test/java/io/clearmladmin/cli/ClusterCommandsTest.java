package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.FakeTaskPod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Task pods of a cluster; and what is said where the cluster or Kafka cannot be reached. */
class ClusterCommandsTest {

    @TempDir
    private Path home;

    private String kubeconfig(FakeCluster cluster) throws IOException {
        Path file = home.resolve("kubeconfig");
        Files.writeString(file, cluster.kubeconfig());
        return file.toString();
    }

    @Test
    void task_pods_are_listed_and_counted() throws IOException {
        try (FakeCluster cluster = FakeCluster.start()) {
            cluster.pod("team-a", "0".repeat(31) + "1").gpus(2).create().run();
            cluster.pod("team-b", "0".repeat(31) + "2").create();
            String kubeconfig = kubeconfig(cluster);
            Shell shell = new Shell(home);
            Shell.Result list = shell.run("pods", "list", "--kubeconfig", kubeconfig, "-o", "csv");
            assertThat(list.code()).as(list.err()).isZero();
            assertThat(list.out())
                    .startsWith("namespace,name,state,task,queue,node,gpus,since\n")
                    .contains("team-a", ",running,", "team-b");
            assertThat(shell.run("pods", "list", "-n", "team-b", "--kubeconfig", kubeconfig, "-o", "csv")
                            .out())
                    .doesNotContain("team-a");
            assertThat(shell.run("pods", "top", "--kubeconfig", kubeconfig, "-o", "csv")
                            .out())
                    .startsWith("by,name,pods,gpus\nall,,2,2\n");
            cluster.refuse(403);
            Shell.Result refused = shell.run("pods", "list", "--kubeconfig", kubeconfig);
            assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.DENIED.number());
        }
    }

    @Test
    void changes_of_task_pods_are_printed_as_they_come() throws IOException {
        try (FakeCluster cluster = FakeCluster.start()) {
            FakeTaskPod pod = cluster.pod("team-a", "0".repeat(31) + "1").create();
            String kubeconfig = kubeconfig(cluster);
            // Each line that is printed makes the next thing happen.
            Iterator<Runnable> next = List.<Runnable>of(pod::run, pod::delete).iterator();
            ByteArrayOutputStream seen = new ByteArrayOutputStream() {
                @Override
                public void flush() {
                    if (size() > 0 && next.hasNext()) {
                        next.next().run();
                    }
                }
            };
            Shell shell = new Shell(home).out(seen);
            Shell.Result result =
                    shell.run("pods", "watch", "--kubeconfig", kubeconfig, "--count", "3", "--for", "60s", "--jsonl");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out().lines())
                    .hasSize(3)
                    .satisfiesExactly(
                            line -> assertThat(line).contains("\"change\":\"add\"", "\"state\":\"pending\""),
                            line -> assertThat(line).contains("\"change\":\"update\"", "\"state\":\"running\""),
                            line -> assertThat(line).contains("\"change\":\"delete\"", "\"state\":\"deleted\""));
        }
    }

    @Test
    void a_watch_of_a_cluster_that_is_not_there_ends_at_once() throws IOException {
        String kubeconfig;
        try (FakeCluster cluster = FakeCluster.start()) {
            kubeconfig = kubeconfig(cluster);
            cluster.refuse(403);
            assertThat(new Shell(home)
                            .run("pods", "watch", "--kubeconfig", kubeconfig)
                            .code())
                    .isEqualTo(ExitCode.DENIED.number());
        }
        assertThat(new Shell(home)
                        .run("pods", "watch", "--kubeconfig", kubeconfig)
                        .code())
                .isEqualTo(ExitCode.UNREACHABLE.number());
    }

    @Test
    void a_cluster_without_clearml_is_reported_and_ends_with_10() throws IOException {
        try (FakeCluster cluster = FakeCluster.start()) {
            String kubeconfig = kubeconfig(cluster);
            Shell shell = new Shell(home);
            Shell.Result controlPlane = shell.run("control-plane", "--kubeconfig", kubeconfig, "-o", "json");
            assertThat(controlPlane.code()).as(controlPlane.err()).isEqualTo(ExitCode.FINDINGS.number());
            Shell.Result preflight = shell.run("preflight", "--kubeconfig", kubeconfig, "-o", "json");
            assertThat(preflight.code()).as(preflight.err()).isEqualTo(ExitCode.FINDINGS.number());
            assertThat(controlPlane.json().path("healthy").asBoolean(true)).isFalse();
            assertThat(preflight.json().path("checks").size()).isPositive();
        }
    }

    @Test
    void an_unset_kafka_is_wrong_use_and_names_the_variable() {
        Shell.Result result = new Shell(home).run("events", "topics", "check");
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(result.err()).contains("CLEARML__hosts__kafka__custom_events__host");
    }

    @Test
    void a_broker_that_is_not_there_is_unreachable() {
        Shell.Result result = new Shell(home)
                .with("CLEARML__hosts__kafka__custom_events__host", "[127.0.0.1:1]")
                .run("events", "topics", "create", "--broker-time", "1s", "--yes");
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.UNREACHABLE.number());
    }
}
