package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clearmladmin.events.JournalFileException.Reason;
import io.clearmladmin.testkit.InMemoryEventSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a version does with files of another. */
class UpgradedJournalTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final InMemoryEventSink sink = new InMemoryEventSink();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("journal");
    }

    private static List<Event> expected(String name, String part) throws IOException {
        List<Event> events = new ArrayList<>();
        try (InputStream json = UpgradedJournalTest.class.getResourceAsStream("format-1/" + name + ".json")) {
            for (JsonNode one : MAPPER.readTree(json).get(part)) {
                Event event = new Event(
                        one.get("source").asText(),
                        Event.Kind.valueOf(one.get("kind").asText()),
                        one.get("type").asText(),
                        one.get("tenant").asText(),
                        one.get("subject").asText(),
                        Instant.parse(one.get("time").asText()),
                        MAPPER.convertValue(one.get("data"), new com.fasterxml.jackson.core.type.TypeReference<>() {}));
                assertThat(event.id()).hasToString(one.get("id").asText());
                events.add(event);
            }
        }
        return events;
    }

    private Map<String, Event> restored() {
        try (LocalJournal journal = LocalJournal.open(file, sink)) {
            return journal.restore();
        }
    }

    private Reason refusal() {
        try (LocalJournal journal = LocalJournal.open(file, sink)) {
            return catchThrowableOfType(JournalFileException.class, journal::restore)
                    .reason();
        }
    }

    @Test
    void a_file_of_the_first_format_is_restored_exactly_and_goes_on() throws IOException {
        for (String name : List.of("killed", "closed")) {
            FirstFormat.copy(name, file);
            List<Event> expected = expected("killed-and-closed", "published");
            assertThat(restored().values()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            Event next = Samples.event("pod/next", 1);
            try (LocalJournal journal = LocalJournal.open(file, sink)) {
                journal.restore();
                journal.record(List.of(next, expected.get(0)), Samples.SOON);
            }
            assertThat(restored()).hasSize(expected.size() + 1).containsEntry("pod/next", next);
            // What was published by the first version is not published again.
            assertThat(sink.events()).containsExactly(next);
            sink.clear();
        }
    }

    @Test
    void what_the_first_version_was_about_to_publish_is_published() throws IOException {
        FirstFormat.copy("intended", file);
        Map<String, Event> state = new LinkedHashMap<>();
        expected("intended", "published").forEach(event -> state.put(event.subject(), event));
        List<Event> intended = expected("intended", "intended");
        intended.forEach(event -> state.put(event.subject(), event));
        assertThat(restored()).isEqualTo(state);
        assertThat(sink.events()).isEqualTo(intended);
        assertThat(restored()).isEqualTo(state);
        assertThat(sink.events()).hasSameSizeAs(intended);
    }

    @Test
    void the_first_version_says_that_a_later_one_wrote_the_file_and_leaves_it_alone() throws IOException {
        FirstFormat.copy("killed", file);
        assertThat(FirstFormat.published(file)).hasSameSizeAs(expected("killed-and-closed", "published"));
        Map<String, Event> state = restored();
        byte[] bytes = Files.readAllBytes(file);
        JournalFileException refusal =
                catchThrowableOfType(JournalFileException.class, () -> FirstFormat.published(file));
        assertThat(refusal.reason()).isEqualTo(Reason.LATER_FORMAT);
        assertThat(refusal).hasMessageContaining("was written by a later version");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(restored()).isEqualTo(state);
    }

    @Test
    void a_file_of_the_first_format_that_a_process_of_that_version_has_open_is_locked() {
        FirstFormat.copy("closed", file);
        try (FirstFormatProcess first = new FirstFormatProcess(file)) {
            assertThat(refusal()).isEqualTo(Reason.LOCKED);
            assertThat(refusal()).isEqualTo(Reason.LOCKED);
            assertThat(first).isNotNull();
        }
        assertThat(restored()).isNotEmpty();
    }

    @Test
    void a_store_of_a_later_format_than_the_first_is_left_to_its_version() {
        FirstFormat.copy("closed", file);
        try (MVStore store = MVStore.open(file.toString())) {
            FirstFormat.about(store).put("format", 2L);
        }
        assertThat(refusal()).isEqualTo(Reason.LATER_FORMAT);
    }

    @Test
    void a_closed_file_of_the_first_format_that_was_cut_off_is_refused_and_not_changed() throws IOException {
        FirstFormat.copy("closed", file);
        byte[] whole = Files.readAllBytes(file);
        for (int percent = 1; percent < 100; percent++) {
            byte[] cut = java.util.Arrays.copyOf(whole, whole.length * percent / 100);
            Files.write(file, cut);
            assertThat(refusal()).as("cut to " + percent + " %").isEqualTo(Reason.DAMAGED);
            assertThat(Files.readAllBytes(file)).isEqualTo(cut);
        }
    }

    @Test
    void a_flipped_bit_of_an_event_of_the_first_format_is_found_before_it_is_upgraded() throws IOException {
        FirstFormat.copy("closed", file);
        Map<String, Event> state = restored();
        FirstFormat.copy("closed", file);
        byte[] whole = Files.readAllBytes(file);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int found = 0;
        for (int flip = 0; flip < 300; flip++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, flipped);
            try {
                assertThat(restored()).as("seed " + seed).isEqualTo(state);
            } catch (JournalFileException failure) {
                assertThat(failure.reason()).as("seed " + seed).isIn(Reason.DAMAGED, Reason.LATER_FORMAT);
                assertThat(Files.readAllBytes(file)).as("seed " + seed).isEqualTo(flipped);
                found++;
                assertRestoredFromWholeCopy(whole, state);
            }
        }
        System.out.println(found + " of 300 flipped bits were found, the others did no harm");
    }

    // What was refused is not kept locked by this process.
    private void assertRestoredFromWholeCopy(byte[] whole, Map<String, Event> state) throws IOException {
        Files.write(file, whole);
        assertThat(restored()).isEqualTo(state);
    }
}
