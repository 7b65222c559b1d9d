package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page calls without a typed method has none, and it names each service that has. */
class UntypedEndpointsTest {

    private static final Path PAGE = Pages.ROOT.resolve("docs/getting-started.md");
    private static final Path CORE = Pages.ROOT.resolve("clearml-admin-core/src/main/java/io/clearmladmin");
    private static final Pattern TYPED = Pattern.compile("name = \"([a-z_]+\\.[a-z_]+)\"");
    private static final Pattern CALLED = Pattern.compile("(?:name = |call\\()\"([a-z_]+\\.[a-z_]+)\"");

    @Test
    void the_endpoints_that_are_called_without_a_typed_method_have_none() throws IOException {
        Set<String> typed = new TreeSet<>();
        for (Path service : Pages.files(CORE, "Service.java")) {
            TYPED.matcher(Files.readString(service)).results().forEach(name -> typed.add(name.group(1)));
        }
        assertThat(typed).contains("queues.create", "auth.login");

        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("\n## Calling endpoints that have no typed method"));
        List<String> called = CALLED.matcher(section.substring(0, section.indexOf("\n## ", 1)))
                .results()
                .map(name -> name.group(1))
                .toList();
        assertThat(called).hasSizeGreaterThan(2).doesNotContainAnyElementsOf(typed);
    }

    @Test
    void the_page_lists_each_service() throws IOException {
        List<String> services = Pattern.compile("^    \\w+Service (\\w+\\(\\));", Pattern.MULTILINE)
                .matcher(Files.readString(CORE.resolve("ClearMl.java")))
                .results()
                .map(method -> method.group(1))
                .toList();
        assertThat(services).hasSizeGreaterThan(12);
        assertThat(services)
                .allSatisfy(service -> assertThat(Files.readString(PAGE)).contains("`" + service + "`"));
    }
}
