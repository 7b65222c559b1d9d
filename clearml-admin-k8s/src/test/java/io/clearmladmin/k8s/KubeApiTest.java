package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KubeApiTest {

    @Test
    void a_pod_is_read_from_a_real_server_through_a_bare_stream() throws Exception {
        KubeApi api = KubeApi.shared();
        String namespace = api.namespace("first");
        String task = PodLives.taskId(1);
        Instant start = Instant.parse("2026-11-21T10:00:00Z");
        api.pods(namespace).create(task);
        api.pods(namespace).running(PodLives.name(task), start);
        try (Kubernetes kubernetes = api.connect()) {
            Ask ask = Ask.pods("get", namespace, "/api/v1/namespaces/" + namespace + "/pods/" + PodLives.name(task));
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
}
