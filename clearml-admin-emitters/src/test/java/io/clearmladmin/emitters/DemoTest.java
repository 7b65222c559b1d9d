package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration of the emitters shows what they publish, and ends. */
class DemoTest {

    @TempDir
    private Path folder;

    @Test
    @Tag("long")
    void it_shows_the_events_of_all_four_with_their_meters_and_ends() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Demo.run(new PrintStream(printed, true, StandardCharsets.UTF_8), folder);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("tenant.appeared", "tenant.present", "pod.present", "inventory.complete")
                .containsPattern("pod\\.failed .* pods-monitor: published [56], in flight \\d+, lag up to \\d+\\.\\d s")
                .contains("company-inventory ended with 0", "pods-inventory ended with 0")
                .contains("company-monitor ended with 0", "pods-monitor ended with 0");
    }
}
