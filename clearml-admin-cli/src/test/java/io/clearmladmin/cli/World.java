package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.projects.CreateProject;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.resources.CreatePolicy;
import io.clearmladmin.resources.ResourceConfiguration;
import io.clearmladmin.resources.ResourcePool;
import io.clearmladmin.routers.AddOrUpdateRoute;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.workers.RegisterWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A server with a tenant, a user, a queue and a worker, a cluster with a task pod, files; and words for each command there. */
final class World implements AutoCloseable {

    /** The words of each command, in the order of the help: braces stand for what differs from run to run. */
    static final Map<String, String> COMMANDS = commands();

    private static final Duration AGE = Duration.ofDays(100);

    private final FakeClearMl fake;
    private final FakeCluster cluster;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Shell shell;

    private static Map<String, String> commands() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("whoami", "");
        all.put("ping", "");
        all.put("server info", "");
        all.put("server health", "");
        all.put("server capabilities", "");
        all.put("call", "users.get_all --safe -d {\"only_fields\":[\"name\"]}");
        all.put("tenant list", "");
        all.put("tenant show", "{tenant}");
        all.put("tenant plan", "{home}/tenants");
        all.put("tenant apply", "{home}/tenants --out {home}/keys --yes");
        all.put("tenant export", "{tenant}");
        all.put("tenant diff", "{home}/tenants");
        all.put("tenant delete", "{tenant} --confirm {tenantName}");
        all.put("directory", "");
        all.put("user list", "--all-tenants");
        all.put("user create", "--name Robot --email robot@example.org --yes");
        all.put("user edit", "Ann --name Anna --yes");
        all.put("user delete", "Ann --confirm Ann");
        all.put("user impersonate-check", "Ann");
        all.put("key list", "--user Ann");
        all.put("key create", "--user Ann --label ci --out {home}/keys --yes");
        all.put("key rotate", "--user Ann --unused 90d --dry-run");
        all.put("key revoke", "{annKey} --user Ann --yes");
        all.put("fields get", "{tenant}");
        all.put("fields set", "{tenant} service_instance_id=one limit:=8 --yes");
        all.put("fields merge", "{tenant} @{home}/fields.json --yes");
        all.put("worker list", "");
        all.put("worker show", "node:0");
        all.put("worker unregister", "node:0 --yes");
        all.put("queue list", "");
        all.put("queue show", "gpu");
        all.put("queue entries", "gpu");
        all.put("queue create", "cpu --tag x86 --yes");
        all.put("queue edit", "gpu --name gpu2 --yes");
        all.put("queue clear", "gpu --confirm gpu");
        all.put("queue delete", "gpu --confirm gpu");
        all.put("app list", "");
        all.put("app show", "jupyter-lab");
        all.put("app deploy", "jupyter-lab --tenant {tenant} --yes");
        all.put("app disable", "jupyter-lab --all-tenants --dry-run");
        all.put("app undeploy", "jupyter-lab --tenant {tenant} --yes");
        all.put("app instances", "jupyter-lab");
        all.put("app lock", "jupyter-lab --yes");
        all.put("app unlock", "jupyter-lab --yes");
        all.put("drain worker", "node:0 --let-run 0s --dry-run");
        all.put("drain queue", "gpu --undo --yes");
        all.put("drain project", "vision --dry-run");
        all.put("drain user", "Ann --let-run 0s --dry-run");
        all.put("drain tenant", "{tenant} --undo --yes");
        all.put("resource show", "");
        all.put("resource set", "{home}/resources.json --overwrite --yes");
        all.put("resource test", "");
        all.put("resource publish", "--yes");
        all.put("resource reset", "--yes");
        all.put("resource policy list", "");
        all.put("resource policy show", "research");
        all.put("route list", "");
        all.put("route show", "demo");
        all.put("route create", "other --path other --yes");
        all.put("route edit", "demo --disable --yes");
        all.put("route delete", "demo --confirm demo");
        all.put("route gateways", "");
        all.put("task list", "--project vision");
        all.put("task show", "{task}");
        all.put("task stop", "{waiting} --yes");
        all.put("task archive", "{task} --yes");
        all.put("task unarchive", "{task} --yes");
        all.put("task delete", "{task} --yes");
        all.put("model list", "");
        all.put("model show", "{model}");
        all.put("model archive", "{model} --yes");
        all.put("model unarchive", "{model} --yes");
        all.put("model delete", "{model} --yes");
        all.put("project list", "");
        all.put("project show", "vision");
        all.put("project delete", "vision --contents --force --confirm vision");
        all.put("retention", "--archive --older-than 90d --dry-run");
        all.put("audit", "--only plain-http,default-keys");
        all.put("usage show", "{tenant} --from 1970-01-01 --to 1970-01-02");
        all.put("events doctor", "--broker-time 5s");
        all.put("events tail", "--from beginning --no-follow");
        all.put("events topics check", "");
        all.put("events topics create", "--replicas 1 --yes");
        all.put("inventory run", "--yes");
        all.put("pods list", "--kubeconfig {home}/kubeconfig");
        all.put("pods watch", "--kubeconfig {home}/kubeconfig --count 1 --for 60s");
        all.put("pods top", "--kubeconfig {home}/kubeconfig");
        all.put("control-plane", "--kubeconfig {home}/kubeconfig");
        all.put("preflight", "--kubeconfig {home}/kubeconfig");
        all.put("helm build", "--chart clearml:7.14.4 --base-domain ml.example.com --out {home}/new.yaml");
        all.put("helm check", "--chart clearml:7.14.4 {home}/values.yaml");
        all.put("helm migrate", "--chart clearml-enterprise --to control-plane {home}/values.yaml");
        all.put("config show", "");
        all.put("config path", "");
        all.put("config profiles", "");
        all.put("config schema", "whoami");
        all.put("completion", "bash");
        return all;
    }

    World(Path home, Edition edition) throws IOException {
        // A hundred days after the keys were made.
        TestClock clock = new TestClock(Instant.now().minus(AGE));
        fake = FakeClearMl.builder().edition(edition).clock(clock).start();
        cluster = FakeCluster.start();
        boolean isEnterprise = edition == Edition.ENTERPRISE;
        String tenant = isEnterprise ? fake.addCompany("acme") : FakeClearMl.DEFAULT_COMPANY;
        FakeUser ann = isEnterprise ? fake.addUser("Ann", Role.ADMIN, tenant) : fake.addUser("Ann", Role.ADMIN);
        fake.addApplication("jupyter-lab", "1.0");
        old();
        clock.forward(AGE);
        try (ClearMl clearml = fake.connect()) {
            String unused =
                    clearml.queues().create(CreateQueue.builder().name("gpu").build());
            clearml.workers()
                    .register(RegisterWorker.builder()
                            .worker("node:0")
                            .timeout(600)
                            .build());
            if (isEnterprise) {
                resources(clearml);
            }
        }
        cluster.pod("team-a", "0".repeat(31) + "1").gpus(2).create().run();
        names.put("home", home.toString());
        names.put("tenant", tenant);
        names.put("annKey", ann.accessKey());
        shell = new Shell(home).on(fake);
        files(home);
        names.put(
                "tenantName",
                shell.run("tenant", "show", tenant, "-o", "json")
                        .json()
                        .path("name")
                        .asText());
    }

    private static void resources(ClearMl clearml) {
        String unusedPolicy = clearml.resources()
                .createPolicy(CreatePolicy.builder()
                        .name("research")
                        .userGroup("users")
                        .build());
        String unusedRoute = clearml.routers()
                .addOrUpdateRoute(AddOrUpdateRoute.builder()
                        .name("demo")
                        .type("path")
                        .path("demo")
                        .build());
        ResourcePool pool =
                new ResourcePool("p1", Optional.of("gpus"), Optional.empty(), List.of(), Optional.of(8), Map.of());
        clearml.resources().setResourceConfiguration(new ResourceConfiguration(List.of(pool), List.of(), Map.of()));
    }

    // A task and a model in a project, as old as the keys.
    private void old() {
        try (ClearMl clearml = fake.connect()) {
            String project = clearml.projects()
                    .create(CreateProject.builder().name("vision").build());
            String task = fake.addTasks(1, TaskStatus.COMPLETED).get(0);
            clearml.tasks().move(List.of(task), project);
            names.put("task", task);
            names.put("waiting", fake.addTasks(1, TaskStatus.QUEUED).get(0));
            names.put(
                    "model",
                    String.valueOf(clearml.call(
                                    "models.create",
                                    Repeat.UNSAFE,
                                    Map.of("name", "net", "uri", "s3://bucket/net", "ready", false, "project", project))
                            .get("id")));
        }
    }

    // With the line ends of Windows, which a checkout there has.
    private void files(Path home) throws IOException {
        Files.createDirectories(home.resolve("tenants"));
        Files.writeString(
                home.resolve("tenants/globex.yaml"),
                "name: globex\r\nadmin:\r\n  email: gil@globex.example\r\n  name: Gil\r\n");
        Files.writeString(
                home.resolve("resources.json"),
                "{\r\n  \"pools\": [{\"id\": \"p2\", \"name\": \"cpus\"}],\r\n  \"profiles\": []\r\n}\r\n");
        Files.writeString(home.resolve("fields.json"), "{\r\n  \"service_instance_name\": \"Two\"\r\n}\r\n");
        Files.writeString(
                home.resolve("values.yaml"), "clearml:\r\n  cookieDomain: clearml.example\r\nnoSuchKey: 1\r\n");
        Files.writeString(home.resolve("kubeconfig"), cluster.kubeconfig());
    }

    FakeClearMl fake() {
        return fake;
    }

    FakeCluster cluster() {
        return cluster;
    }

    Shell shell() {
        return shell;
    }

    /** The words of a command, and more of them. */
    String[] words(String command, String... more) {
        String all = Objects.requireNonNull(COMMANDS.get(command), command);
        for (Map.Entry<String, String> name : names.entrySet()) {
            all = all.replace("{" + name.getKey() + "}", name.getValue());
        }
        return Stream.of(Arrays.stream(command.split(" ")), Arrays.stream(all.split(" ")), Arrays.stream(more))
                .flatMap(words -> words)
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
    }

    /** What a command printed, without what differs from run to run. */
    String steady(String text) {
        return text.replace(names.get("home"), "HOME")
                // The library's own file is in the home of whoever runs the test.
                .replace(System.getProperty("user.home") + "/clearml.conf", "HOME/clearml.conf")
                .replaceAll("(127\\.0\\.0\\.1|localhost):\\d+", "SERVER")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z", "2026-11-21T09:00:00Z")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID")
                .replaceAll("\\b[0-9a-f]{32}\\b", "ID")
                .replaceAll("\\b[0-9A-Z]{20,40}\\b", "KEY")
                .replaceAll("\\b[0-9A-Z]{4}…", "KEY…")
                // The wording of the library's reports is not what scripts depend on.
                .replaceAll("(\"(evidence|remedy|reason|what)\" : )\"[^\\n]*\"(,?)\\n", "$1\"…\"$3\n")
                .replaceAll("(\"milliseconds\" : )\\d+", "$10");
    }

    @Override
    public void close() {
        cluster.close();
        fake.close();
    }
}
