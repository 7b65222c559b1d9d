package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ManyTenantsTest {

    @Test
    void it_shows_its_progress_and_its_results() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ManyTenants.run(new PrintStream(printed, true, StandardCharsets.UTF_8), 20, 4);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\r  [########################################] 20 of 20 tenants\n")
                .containsPattern("20 tenants, 4 at a time, in \\d+\\.\\d s: \\d+ a second, 19\\.\\d calls each")
                .contains("20 new keys were stored and proved, and the old ones revoked");
    }
}
