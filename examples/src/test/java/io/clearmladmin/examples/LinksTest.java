package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each link on a page leads to a file of the project and a heading in it, and each page can be found. */
class LinksTest {

    private static final Pattern FENCE = Pattern.compile("^ *```.*?^ *```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile(FENCE + "|`[^`\n]*`", FENCE.flags());
    private static final Pattern LINK = Pattern.compile(
            "(?:\\]\\(|^\\[[^\\]]+\\]: |href=\"|src=\")(?!\\w+:)([^)#\\s\"]*)(?:#([^)\\s\"]*))?", Pattern.MULTILINE);
    private static final Pattern BY_NAME = Pattern.compile("\\]\\[([^\\]]+)\\]");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*?)(?: #+)?$", Pattern.MULTILINE);

    @Test
    void each_link_leads_to_a_file_and_a_heading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : Pages.all()) {
            // In place of code stand as many lines, so that the line of a link is known.
            String text = CODE.matcher(Files.readString(page))
                    .replaceAll(code -> "\n".repeat((int)
                            code.group().chars().filter(c -> c == '\n').count()));
            LINK.matcher(text)
                    .results()
                    .filter(link -> !leadsSomewhere(page, link))
                    .forEach(link -> broken.add(at(page, text, link)));
            BY_NAME.matcher(text)
                    .results()
                    .filter(link -> !text.contains("\n[" + link.group(1) + "]: "))
                    .forEach(link -> broken.add(at(page, text, link)));
        }
        assertThat(broken).isEmpty();
    }

    private static String at(Path page, String text, MatchResult link) {
        return Pages.name(page) + ":"
                + text.substring(0, link.start() + 1).lines().count() + ": " + link.group();
    }

    private static boolean leadsSomewhere(Path page, MatchResult link) {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        try {
            return Files.exists(target)
                    && (link.group(2) == null
                            || anchors(Files.readString(target)).contains(link.group(2)));
        } catch (IOException failure) {
            return false;
        }
    }

    /**
     * The anchors of a page's headings, as GitHub makes them: in lower case, with letters, digits, {@code _} and dashes, a dash
     * for each space, and a number where another heading has the same.
     */
    private static List<String> anchors(String page) {
        Map<String, Integer> times = new HashMap<>();
        return HEADING.matcher(FENCE.matcher(page).replaceAll(""))
                .results()
                .map(heading -> heading.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1"))
                .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_\\- ]", ""))
                .map(heading -> heading.replace(' ', '-'))
                .map(anchor -> {
                    int earlier = times.merge(anchor, 1, Integer::sum) - 1;
                    return earlier == 0 ? anchor : anchor + "-" + earlier;
                })
                .toList();
    }

    @Test
    void an_anchor_is_made_as_GitHub_makes_it() {
        assertThat(anchors("""
                # `clearml.conf`, and TLS
                ## Usage
                ```sh
                # no heading
                ```
                ## I want to …
                ## Usage
                ## [Events](events.md#types) & keys ##
                """))
                .containsExactly("clearmlconf-and-tls", "usage", "i-want-to-", "usage-1", "events--keys");
    }

    @Test
    void the_index_lists_each_page() throws IOException {
        String index = Files.readString(Pages.ROOT.resolve("docs/index.md"));
        assertThat(Pages.files(Pages.ROOT.resolve("docs"), ".md"))
                .filteredOn(page -> !page.endsWith("index.md"))
                .allSatisfy(page -> assertThat(index)
                        .contains("](" + Pages.ROOT.resolve("docs").relativize(page) + ")"));
    }
}
