package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.JournalFileException;
import io.clearmladmin.events.LocalJournal;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.InMemoryEventSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the page about backups, one after the other, with a disaster between them. */
@Timeout(300)
class BackupPageTest {

    private static final Duration TIME = Duration.ofSeconds(60);
    private static final String MONITOR = "2f0c7f4e-5a0c-4c44-9a56-7d0b8f6a1c11";
    private static final String BACKUP = "clearml-admin-state-backup";

    @TempDir
    Path folder;

    private CompiledBlocks compiled = new CompiledBlocks(List.of(), Path.of("target"));
    private List<PageBlock> steps = List.of();

    @BeforeEach
    void compile(@TempDir Path classes) throws Exception {
        steps = PageBlock.all().stream()
                .filter(block -> Pages.name(block.page()).equals("docs/backup.md"))
                .toList();
        compiled = new CompiledBlocks(steps, classes);
        assertThat(compiled.errors()).isEmpty();
    }

    @AfterEach
    void forget() {
        BlockReader.shared = null;
    }

    private void run(String with) throws Exception {
        compiled.run(steps.stream()
                .filter(block -> !block.isType() && block.code().contains(with))
                .findFirst()
                .orElseThrow());
    }

    private static Event event(String subject) {
        return new Event(
                MONITOR,
                Event.Kind.LIFECYCLE,
                "pod.running",
                "acme",
                subject,
                Instant.parse("2026-11-21T10:00:00Z"),
                Map.of());
    }

    @Test
    void a_journal_of_a_file_that_was_damaged_is_that_of_the_backup() throws Exception {
        BlockReader.shared = new BlockReader.Shared(
                KafkaSettings.builder().bootstrapServers("localhost:9092").build(), folder);
        Path file = folder.resolve("pods.journal");
        run("REPLACE_EXISTING");
        Set<String> backedUp = subjects(file);
        try (LocalJournal journal = LocalJournal.open(file, new InMemoryEventSink())) {
            journal.restore();
            journal.record(List.of(event("pod/later")), TIME);
        }
        Files.write(file, new byte[100], StandardOpenOption.WRITE);
        assertThatThrownBy(() -> subjects(file)).isInstanceOf(JournalFileException.class);

        run("pods.journal.damaged");
        assertThat(subjects(file)).isEqualTo(backedUp).hasSize(1);
        assertThat(folder.resolve("pods.journal.damaged")).exists();
    }

    private static Set<String> subjects(Path file) {
        try (LocalJournal journal = LocalJournal.open(file, new InMemoryEventSink())) {
            return Set.copyOf(journal.restore().keySet());
        }
    }

    @Tag("long")
    @Test
    void a_state_topic_that_was_deleted_is_that_of_the_backup() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.plainAddress()))) {
            KafkaSettings settings = EventsStep.settings(kafka);
            BlockReader.shared = new BlockReader.Shared(settings, folder);
            Topics.create(settings, 1, 1, TIME);
            admin.createTopics(List.of(new NewTopic(BACKUP, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            record(settings, event("pod/first"), event("pod/second"));
            run("TopicCopy.copy(settings, settings.stateTopic()");
            record(settings, event("pod/later"));

            admin.deleteTopics(List.of(settings.stateTopic())).all().get();
            while (admin.listTopics().names().get().contains(settings.stateTopic())) {
                Thread.onSpinWait();
            }
            run("Topics.create(settings, 1, 1");
            try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
                assertThat(journal.restore().keySet()).containsExactlyInAnyOrder("pod/first", "pod/second");
            }
        }
    }

    private static void record(KafkaSettings settings, Event... events) {
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            journal.restore();
            journal.record(List.of(events), TIME);
        }
    }
}
