package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.ExpositionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an emitter exposes is what {@code docs/emitters/metrics.md} lists; with {@code -Dwrite.page} that is written. */
final class MetricsPage {

    private static final Path PAGE = Path.of("..", "docs", "emitters", "metrics.md");
    private static final String BEGIN = "<!-- the metrics -->\n";
    private static final String END = "<!-- end of the metrics -->\n";
    // There from the first collection on, which the page says.
    private static final String PAUSES = "jvm_gc_pause_seconds";

    private MetricsPage() {}

    /** Each name, unit and text is by Prometheus' conventions. */
    static void isConventional(String exposition) throws IOException, InterruptedException {
        assertThat(ExpositionRules.broken(exposition)).isEmpty();
        assertThat(ExpositionRules.promtool(exposition)).isEmpty();
    }

    /** That, and it is all that the page has, and no more. */
    static void isDocumented(String exposition) throws IOException, InterruptedException {
        isConventional(exposition);
        String table = ExpositionRules.table(List.of(exposition))
                .lines()
                .filter(line -> !line.contains(PAUSES))
                .reduce("\n", (all, line) -> all + line + "\n");
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        if (System.getProperty("write.page") != null) {
            Files.writeString(PAGE, page.substring(0, begin) + table + "\n" + page.substring(page.indexOf(END)));
        }
        String now = Files.readString(PAGE);
        assertThat(now.substring(begin, now.indexOf(END)))
                .as("the table in docs/emitters/metrics.md; run this test with -Dwrite.page")
                .isEqualTo(table + "\n");
    }
}
