package io.clearmladmin.examples;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.projects.CreateProject;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a block on a page may use without making it, as docs/index.md says. A block of statements is the method
 * {@link #run()} of a subclass; the fakes are its own.
 */
public abstract class BlockReader implements AutoCloseable {

    /**
     * What blocks have in common.
     *
     * @param settings a broker's
     * @param folder of the blocks of a page that are steps of one job; null if each has its own
     */
    record Shared(KafkaSettings settings, @Nullable Path folder) {}

    /** Null for blocks that stand alone. */
    static @Nullable Shared shared;

    private static final List<String> PROPERTIES =
            List.of("clearml.api.host", "clearml.api.access_key", "clearml.api.secret_key");

    protected final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    protected final FakeCluster cluster = FakeCluster.start();
    protected final ClearMl clearml = fake.connect();
    protected final Kubernetes kubernetes =
            Kubernetes.builder().server(URI.create(cluster.url())).build();
    protected final InMemoryEventSink sink = new InMemoryEventSink();
    protected final InMemoryJournal journal = new InMemoryJournal();
    protected final KafkaSettings settings = shared == null
            ? KafkaSettings.builder().bootstrapServers("localhost:9092").build()
            : shared.settings();
    protected final String accessKey = fake.systemUser().accessKey();
    protected final String secretKey = fake.systemUser().secretKey().reveal();
    protected final String tenantId = fake.addCompany("Acme");
    protected final String adminId = fake.addUser("Ann", Role.ADMIN, tenantId).id();
    protected final String projectId =
            clearml.projects().create(CreateProject.builder().name("Trials").build());
    protected final String taskId = "6b3f0c8e1d5a4f7e9c2b8a7d6e5f4c3b";
    protected final String meteringUrl = fake.meteringUrl();
    protected final Secret secret = Secret.of("what nobody may see");
    protected final Event event = new Event(
            "docs", Event.Kind.LIFECYCLE, "tenant.activated", tenantId, "tenant/" + tenantId, Instant.EPOCH, Map.of());
    protected final Path folder = sharedFolder().orElseGet(BlockReader::newFolder);
    protected final String monitorUuid = "2f0c7f4e-5a0c-4c44-9a56-7d0b8f6a1c11";

    protected BlockReader() {
        fake.addApplication("jupyter-lab", "1.0", "1.1");
        // The task of the pages is not in the fake.
        fake.stub("events.clear_task_log", call -> Map.of("deleted", 0));
        fake.stub("projects.get_task_parents", call -> Map.of("parents", List.of()));
        fake.stub("tasks.get_by_id", call -> Map.of("task", Map.of("id", taskId)));
        FakeUser system = fake.systemUser();
        System.setProperty("clearml.api.host", fake.url());
        System.setProperty("clearml.api.access_key", system.accessKey());
        System.setProperty("clearml.api.secret_key", system.secretKey().reveal());
    }

    private static Optional<Path> sharedFolder() {
        return Optional.ofNullable(shared).map(Shared::folder);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("block");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The block. */
    public abstract void run() throws Exception;

    @Override
    public void close() throws IOException {
        PROPERTIES.forEach(System::clearProperty);
        kubernetes.close();
        clearml.close();
        cluster.close();
        fake.close();
        if (sharedFolder().isPresent()) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
