package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.TaskPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what runs by tenant and queue. For one thread. */
final class UsageTally {

    private final Map<String, Map<String, Sum>> byTenant = new TreeMap<>();

    private static final class Sum {

        private long pods;
        private double gpus;
        private long migComputeSlices;
    }

    void add(String tenant, TaskPod pod) {
        Sum sum = byTenant.computeIfAbsent(tenant, unused -> new TreeMap<>())
                .computeIfAbsent(pod.queueName().or(pod::queueId).orElse(""), unused -> new Sum());
        sum.pods++;
        sum.gpus += pod.gpus().whole() + pod.gpus().fraction();
        sum.migComputeSlices += pod.gpus().migComputeSlices();
    }

    /** All of it, by tenant, then by queue. */
    List<QueueLoad> usage() {
        List<QueueLoad> all = new ArrayList<>();
        byTenant.forEach((tenant, queues) -> queues.forEach(
                (queue, sum) -> all.add(new QueueLoad(tenant, queue, sum.pods, sum.gpus, sum.migComputeSlices))));
        return List.copyOf(all);
    }
}
