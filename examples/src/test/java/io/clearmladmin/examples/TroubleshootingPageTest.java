package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The messages on the page are those of the code. */
class TroubleshootingPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    @Test
    void each_message_of_the_page_is_in_the_code() throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path source : Pages.files(Pages.ROOT, ".java")) {
            if (Pages.name(source).matches("clearml-admin-\\w+/src/main/.*")) {
                // Texts that are added up are one text.
                code.append(Files.readString(source).replaceAll("\"\\s*\\+\\s*\"", ""));
            }
        }
        List<String> messages = ROW.matcher(Files.readString(Pages.ROOT.resolve("docs/troubleshooting.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(messages).hasSizeGreaterThan(40);
        List<String> unknown = new ArrayList<>();
        for (String message : messages) {
            Arrays.stream(message.split("…", -1))
                    .filter(part -> code.indexOf(part) < 0)
                    .forEach(part -> unknown.add(message + ": " + part));
        }
        assertThat(unknown).isEmpty();
    }
}
