package io.clearmladmin.micrometer;

import io.clearmladmin.k8s.events.QueueLoad;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Meters of what runs by tenant and queue: {@link PodMeters#usage}. Tenants and queues come and go, so that somebody has to say
 * {@link #refresh} now and then, such as every few seconds. There are at most 500 of them at a time: what is beyond, with the fewest
 * GPUs, is added up under the tenant and the queue {@code (other)}.
 *
 * <p>For dashboards alone: what ran between two looks is not in them. Bills are made of the events.
 *
 * <p>Safe for many threads.
 */
public final class PodUsageMeters {

    private static final int MOST = 500;
    private static final int LONGEST_LABEL = 100;
    private static final String OTHER = "(other)";
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final MeterRegistry registry;
    private final Tags tags;
    private final Supplier<List<QueueLoad>> usage;
    // Guarded by this.
    private final Map<Group, Metered> metered = new HashMap<>();
    private List<QueueLoad> last = List.of();

    PodUsageMeters(MeterRegistry registry, Tags tags, Supplier<List<QueueLoad>> usage) {
        this.registry = registry;
        this.tags = tags;
        this.usage = usage;
    }

    private record Group(String tenant, String queue) {

        // They come from outside.
        static Group of(QueueLoad usage) {
            return new Group(label(usage.tenant()), label(usage.queue()));
        }

        private static String label(String text) {
            String line = CONTROL.matcher(text).replaceAll(" ");
            return line.length() <= LONGEST_LABEL ? line : line.substring(0, LONGEST_LABEL);
        }
    }

    private record Amount(double pods, double gpus, double migSlices) {

        Amount plus(Amount more) {
            return new Amount(pods + more.pods, gpus + more.gpus, migSlices + more.migSlices);
        }
    }

    /** The meters of one tenant and queue. */
    private static final class Metered {

        private volatile Amount amount;
        private final List<Meter> meters = new ArrayList<>();

        Metered(Amount amount) {
            this.amount = amount;
        }
    }

    /** Shows what runs now; tenants and queues of which nothing runs any more have no meters. */
    public synchronized void refresh() {
        List<QueueLoad> now = usage.get();
        if (now == last) {
            return;
        }
        last = now;
        Map<Group, Amount> amounts = amounts(now);
        metered.entrySet().removeIf(one -> {
            boolean isGone = !amounts.containsKey(one.getKey());
            if (isGone) {
                one.getValue().meters.forEach(registry::remove);
            }
            return isGone;
        });
        amounts.forEach((group, amount) -> {
            Metered known = metered.get(group);
            if (known == null) {
                metered.put(group, register(group, amount));
            } else {
                known.amount = amount;
            }
        });
    }

    private static Map<Group, Amount> amounts(List<QueueLoad> usage) {
        List<QueueLoad> sorted = new ArrayList<>(usage);
        sorted.sort(Comparator.comparingDouble(QueueLoad::gpus)
                .thenComparingLong(QueueLoad::pods)
                .reversed());
        Map<Group, Amount> amounts = new HashMap<>();
        for (QueueLoad one : sorted) {
            Group group = Group.of(one);
            boolean isOther = amounts.size() >= MOST - 1 && !amounts.containsKey(group);
            amounts.merge(
                    isOther ? new Group(OTHER, OTHER) : group,
                    new Amount(one.pods(), one.gpus(), one.migComputeSlices()),
                    Amount::plus);
        }
        return amounts;
    }

    private Metered register(Group group, Amount amount) {
        Metered of = new Metered(amount);
        Tags both = tags.and("tenant", group.tenant, "queue", group.queue);
        gauge(of, both, "clearml.running.pods", "Task pods that run now, by tenant and queue", Amount::pods);
        gauge(
                of,
                both,
                "clearml.running.gpus",
                "GPUs that running task pods hold now, by tenant and queue; parts of one where the pod says how much it is",
                Amount::gpus);
        gauge(
                of,
                both,
                "clearml.running.mig.slices",
                "Compute slices of MIG that running task pods hold now, by tenant and queue; most GPUs have 7",
                Amount::migSlices);
        return of;
    }

    private void gauge(Metered of, Tags with, String name, String text, ToDoubleFunction<Amount> value) {
        of.meters.add(Gauge.builder(name, of, metered -> value.applyAsDouble(metered.amount))
                .description(text)
                .tags(with)
                .strongReference(true)
                .register(registry));
    }
}
