package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of commands and the manual are what is parsed; with {@code -Dwrite.page} the test writes them. */
class ReferencePageTest {

    @Test
    void the_page_has_each_command_as_it_is_parsed() throws IOException {
        compare(Path.of("..", "docs", "cli", "commands.md"), new Reference().page());
    }

    @Test
    void so_does_the_manual() throws IOException {
        compare(Path.of("src", "man", "clearml-admin.1"), new Reference().manual());
    }

    private static void compare(Path file, String text) throws IOException {
        if (System.getProperty("write.page") != null) {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file))
                .as(file + "; run this test with -Dwrite.page")
                .isEqualTo(text);
    }
}
