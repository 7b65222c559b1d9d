package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(KubeApi.TAG)
class KubeApiTest {

    @TempDir
    private Path folder;

    @Test
    void a_pod_is_read_from_a_real_server_through_a_bare_stream() throws Exception {
        KubeApi api = KubeApi.shared();
        String namespace = api.namespace("first");
        String task = PodLives.taskId(1);
        Instant start = Instant.parse("2026-11-21T10:00:00Z");
        api.pods(namespace).create(task);
        api.pods(namespace).running(PodLives.name(task), start);
        try (Kubernetes kubernetes = api.connect()) {
            ApiRequest ask = ApiRequest.pods(
                    "get", namespace, "/api/v1/namespaces/" + namespace + "/pods/" + PodLives.name(task));
            try (BodyStream body = kubernetes.api().get(ask, Duration.ofSeconds(20), Duration.ofSeconds(20));
                    JsonParser json = PodReader.JSON.createParser(body)) {
                json.nextToken();
                TaskPod pod = new PodReader(Set.of()).read(json);
                assertThat(pod.taskId()).isEqualTo(task);
                assertThat(pod.status().state()).isEqualTo(TaskPod.State.RUNNING);
                assertThat(pod.status().since()).isEqualTo(start);
                assertThat(pod.requests()).isEqualTo(new TaskPod.Compute(500, 1L << 30));
                assertThat(pod.gpus().whole()).isEqualTo(1);
            }
        }
    }

    @Test
    void the_server_does_not_outlive_the_jvm_that_started_it() throws Exception {
        KubeApi.assumeAssets();
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Starter.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int port;
        try (BufferedReader output = jvm.inputReader()) {
            port = Integer.parseInt(output.readLine());
            assertThat(answers(port)).isTrue();
            jvm.destroyForcibly();
        }
        Await.until("nobody listens any more", Duration.ofSeconds(20), () -> !answers(port));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts a server, says where, and hangs. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println(KubeApi.start().port());
            new CountDownLatch(1).await();
        }
    }
}
