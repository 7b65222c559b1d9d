package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The page of settings is the table of the code; with {@code -Dwrite.page} the test writes it. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "emitters", "settings.md");
    private static final String FIRST_TABLE = "\n## ";

    @Test
    void the_page_is_the_table_of_the_code() throws IOException {
        String page = Files.readString(PAGE);
        String beginning = page.substring(0, page.indexOf(FIRST_TABLE));
        if (System.getProperty("write.page") != null) {
            Files.writeString(PAGE, beginning + tables());
        }
        assertThat(Files.readString(PAGE).substring(beginning.length()))
                .as("docs/emitters/settings.md, from the first table on; run this test with -Dwrite.page")
                .isEqualTo(tables());
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        for (Setting.Section section : Setting.Section.values()) {
            text.append(FIRST_TABLE)
                    .append(section.title())
                    .append("\n\n| Setting | What it is | Value | Default |\n| --- | --- | --- | --- |\n");
            Arrays.stream(Setting.values())
                    .filter(setting -> setting.section() == section)
                    .forEach(setting -> text.append(row(setting)));
        }
        return text.toString();
    }

    private static String row(Setting setting) {
        String otherwise = setting.otherwise().isEmpty() ? "" : "`" + setting.otherwise() + "`";
        return "| `" + setting.key() + "`" + (setting.mayBeInFile() ? ", `…_FILE`" : "") + " | " + setting.text()
                + " | " + setting.kind().text() + (setting.isSecret() ? ", secret" : "") + " | " + otherwise + " |\n";
    }
}
