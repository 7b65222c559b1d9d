package io.clearmladmin.emitters;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether everything that a command needs is there: topics, rights, the API server, the cluster, tenants. */
final class StartCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);
    // Within which Kafka's check finds out why nothing answers, beyond its time.
    private static final Duration WHY = Duration.ofSeconds(4);
    private static final Set<String> SEE_TENANTS = Set.of("root", "system");
    private static final String NO_TASK = "0".repeat(32);

    private final EmitterCommand command;
    private final Settings settings;
    private final Connections connections;
    private final Duration longest;

    StartCheck(EmitterCommand command, Settings settings, Connections connections) {
        this.command = command;
        this.settings = settings;
        this.connections = connections;
        longest = settings.seconds(Setting.CHECK_WITHIN);
    }

    /**
     * What was found.
     *
     * @param what was looked at
     * @param fault what is wrong, with what to do; empty if nothing is
     * @param isPermanent whether it stays wrong until somebody changes something
     */
    record Result(String what, String fault, boolean isPermanent) {

        boolean isFault() {
            return !fault.isEmpty();
        }
    }

    /** A look, and the settings that say at what. */
    private record Step(Runnable look, List<Setting> settings) {

        Step(Runnable look, Setting... settings) {
            this(look, List.of(settings));
        }
    }

    /** Looks at all of it at once; back in the time that is set. */
    List<Result> run() {
        Map<String, Step> steps = steps();
        ExecutorService threads = Threads.pool("emitters-check", Math.max(1, steps.size()), 1);
        try {
            List<Running> running = new ArrayList<>();
            steps.forEach((what, step) -> running.add(new Running(what, step.settings(), threads.submit(step.look()))));
            long end = System.nanoTime() + longest.toNanos();
            List<Result> results = new ArrayList<>();
            running.forEach(step -> results.add(result(step, end)));
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<String, Step> steps() {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("required settings", new Step(this::required));
        if (settings.isToKafka()) {
            steps.put(
                    "Kafka at " + settings.text(Setting.KAFKA_HOST).orElse("?"),
                    new Step(this::kafka, Setting.KAFKA_HOST));
        }
        if (command.needsApiServer(settings)) {
            steps.put(
                    "ClearML's API server",
                    new Step(
                            this::apiServer,
                            Setting.API_HOST,
                            Setting.API_ACCESS_KEY,
                            Setting.API_SECRET_KEY,
                            Setting.API_VERIFY));
        }
        if (command.needsCluster()) {
            steps.put("task pods in the cluster", new Step(this::pods, Setting.NAMESPACE, Setting.NAMESPACE_LABELS));
            steps.put("rights in the cluster", new Step(this::rights));
            steps.put(
                    "tenants of pods",
                    new Step(
                            this::tenants,
                            Setting.TENANT_LABEL,
                            Setting.TENANT_NAMESPACE_LABEL,
                            Setting.TENANT_LOOKUP));
            if (command.isInventory()) {
                steps.put(
                        "the name or id of the cluster",
                        new Step(
                                () -> {
                                    var unused = connections.podInventory();
                                },
                                Setting.CLUSTER));
            }
        }
        return steps;
    }

    private record Running(String what, List<Setting> settings, Future<?> look) {}

    private Result result(Running step, long end) {
        String what = step.what();
        try {
            step.look().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new Result(what, "", false);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return new Result(what, SettingsBehind.named(cause, step.settings()), Faults.isPermanent(cause));
        } catch (TimeoutException late) {
            return new Result(what, "no answer within " + longest.toSeconds() + " s", false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Result(what, "stopped before it was done", false);
        }
    }

    private void required() {
        List<String> missing = command.required(settings).stream()
                .filter(setting -> settings.text(setting).isEmpty())
                .map(setting -> String.valueOf(Settings.missing(setting).getMessage()))
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigurationException(String.join("\n", missing));
        }
    }

    private void kafka() {
        KafkaSettings kafka = connections.events().kafka().kafka();
        var unused = connections.events().kafka().templates();
        Duration time = longest.minus(WHY);
        if (settings.flag(Setting.CREATE_TOPICS)) {
            List<String> created = Topics.create(
                    kafka, settings.number(Setting.TOPIC_PARTITIONS), settings.number(Setting.TOPIC_REPLICAS), time);
            if (!created.isEmpty()) {
                LOG.info("created the topics {}", created);
            }
        }
        if (command.isMonitor()) {
            Stream.of(Setting.PODS_MONITOR_UUID, Setting.COMPANY_MONITOR_UUID)
                    .filter(command.required(settings)::contains)
                    .flatMap(setting -> settings.text(setting).stream())
                    .forEach(uuid -> Topics.checkForJournal(kafka, uuid, time));
        }
        if (command.isInventory()) {
            Topics.checkForInventory(kafka, time);
        }
    }

    private void apiServer() {
        ClearMl clearml = connections
                .clearml()
                .with(CallOptions.builder().callTimeout(longest.minusSeconds(1)).build());
        TokenClaims claims = clearml.claims();
        String role = claims.identity()
                .flatMap(TokenClaims.Identity::role)
                .map(Role::value)
                .orElse("");
        if (command.needsTenants() && !role.isEmpty() && !SEE_TENANTS.contains(role)) {
            throw new ConfigurationException("the key " + clearml.accessKey() + " has the role " + role
                    + ", which may not read other tenants: take a key of a user with role root or system");
        }
    }

    // One that is nobody's needs the same right, and no time.
    private void pods() {
        connections.kubernetes().pods().forEach(connections.pods().taskId(NO_TASK), pod -> {});
    }

    private void rights() {
        List<String> missing = NeededRights.of(command, settings).stream()
                .flatMap(right -> connections.kubernetes().missing(right).stream())
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigurationException(String.join("\n", missing));
        }
    }

    private void tenants() {
        PodQuery pods = connections.pods();
        connections.tenants().problem(pods).ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
    }
}
