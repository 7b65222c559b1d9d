package org.example;

import io.clearmladmin.ClearMl;
import io.clearmladmin.audit.Audit;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.events.Schedule;
import io.clearmladmin.helm.HelmValues;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.TenantResolver;
import io.clearmladmin.kafka.KafkaSettings;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** One use of each module but core, which the ten lines use. */
public final class AllModules {

    private AllModules() {}

    public static String audit(ClearMl clearml) {
        return Audit.builder(clearml).build().run().toText();
    }

    public static Schedule schedule() {
        return Schedule.of("@daily");
    }

    public static String values() {
        return HelmValues.clearmlCustomEvents()
                .imageCredentials(Secret.of("a-token-of-docker-hub"))
                .apiServer(URI.create("https://api.ml.example.com"), "ACCESSKEY", Secret.of("a-long-secret-key-of-mine"))
                .podsMonitorUUID(UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"))
                .companyInventory("@daily")
                .build()
                .toYaml();
    }

    public static int pods(String server) {
        try (Kubernetes kubernetes =
                Kubernetes.builder().server(URI.create(server)).build()) {
            return kubernetes
                    .pods(TenantResolver.byNamespace(Map.of("team-blue", "blue")))
                    .list(PodQuery.allNamespaces())
                    .pods()
                    .size();
        }
    }

    public static KafkaSettings kafka() {
        return KafkaSettings.builder().bootstrapServers("kafka-1:9092").lifecycleTopic("lifecycle").build();
    }
}
