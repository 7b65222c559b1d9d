package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages name types and members that exist, and show all exceptions with their parents. */
class DocumentedNamesTest {

    private static final Pattern DECLARATION =
            Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)(?:[^{;]*?\\bextends\\s+(\\w+))?");
    private static final Pattern BLOCK =
            Pattern.compile("^ *```(\\w*)\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SPAN = Pattern.compile("`@?([A-Z][a-z]\\w*)((?:\\.\\w+)*)(?:[(<][^`\n]*)?`");
    private static final Pattern METHOD = Pattern.compile("`(?:\\w+\\.)*([a-z]\\w*)\\([^`\n]*\\)`");
    private static final Pattern BRANCH = Pattern.compile("^((?:[│ ]  )*)(?:[├└]─ )?(\\w+Exception)\\b.*");
    private static final int INDENT = 3;

    private static final List<String> JDK = List.of(
            "java.lang.",
            "java.math.",
            "java.util.",
            "java.time.",
            "java.nio.file.",
            "java.nio.channels.",
            "java.net.");
    private static final Set<String> OF_OTHER_LIBRARIES = words("""
            OkHttpClient Request Context Span SpanBuilder SpanKind StatusCode GlobalOpenTelemetry Counter Gauge Timer
            BeforeAll ExtendWith KafkaUser RegisterExtension Test
            ConsumerRecord KafkaConsumer Password ProducerPerformance RecordDeserializationException StringDeserializer
            """);
    private static final Set<String> OF_KUBERNETES = words("""
            Always ClusterIP ContainerCreating CrashLoopBackOff CreateContainerConfigError DeadlineExceeded DisruptionTarget Evicted
            ImagePullBackOff NodeLost NodeShutdown Preempted Preempting ReadWriteOnce Recreate Shutdown Terminated
            Unschedulable
            """);

    // The text of the files that declare a type of this name; several modules may have one.
    private static final Map<String, String> SOURCES = new HashMap<>();
    private static final Map<String, String> PARENTS = new HashMap<>();

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    @BeforeAll
    static void readSources() throws IOException {
        for (Path file : Pages.files(Pages.ROOT, ".java")) {
            String text = Files.readString(file);
            DECLARATION.matcher(text).results().forEach(declared -> {
                SOURCES.merge(declared.group(1), text, String::concat);
                if (declared.group(2) != null && file.toString().contains("main")) {
                    PARENTS.put(declared.group(1), declared.group(2));
                }
            });
        }
    }

    @Test
    void each_type_and_member_that_a_page_names_exists() throws IOException {
        Set<String> unknown = new TreeSet<>();
        for (Path page : Pages.all()) {
            String text = Files.readString(page);
            String prose = BLOCK.matcher(text).replaceAll("");
            SPAN.matcher(prose).results().forEach(span -> {
                String type = span.group(1);
                if (!isKnown(type) || !hasMembers(type, span.group(2))) {
                    unknown.add(page.getFileName() + ": " + span.group());
                }
            });
            METHOD.matcher(prose)
                    .results()
                    .filter(method -> !isMethod(method.group(1)))
                    .forEach(method -> unknown.add(page.getFileName() + ": " + method.group()));
        }
        assertThat(unknown)
                .as("names that no source has; those of Kubernetes and of libraries are listed here")
                .isEmpty();
    }

    private static boolean isKnown(String type) {
        return SOURCES.containsKey(type)
                || OF_OTHER_LIBRARIES.contains(type)
                || OF_KUBERNETES.contains(type)
                || JDK.stream().anyMatch(of -> isClass(of + type));
    }

    private static boolean isMethod(String name) {
        return SOURCES.values().stream().anyMatch(source -> source.contains(name + "("));
    }

    private static boolean isClass(String name) {
        try {
            return Class.forName(name, false, ClassLoader.getSystemClassLoader()) != null;
        } catch (ClassNotFoundException | NoClassDefFoundError none) {
            return false;
        }
    }

    private static boolean hasMembers(String type, String members) {
        String source = SOURCES.get(type);
        return source == null || Stream.of(members.split("\\.", -1)).allMatch(source::contains);
    }

    @Test
    void the_tree_of_exceptions_is_complete() throws IOException {
        String page = Files.readString(Pages.ROOT.resolve("docs/errors-and-retries.md"));
        assertThat(tree(page.substring(page.indexOf("```\nClearMlException")))).isEqualTo(declaredTree());
    }

    /** Each exception of the page with its parent, by indentation. */
    private static Map<String, String> tree(String block) {
        Map<String, String> parents = new TreeMap<>();
        List<String> path = new ArrayList<>();
        for (String line :
                block.lines().skip(1).takeWhile(line -> !line.startsWith("```")).toList()) {
            var branch = BRANCH.matcher(line);
            assertThat(branch.matches()).as(line).isTrue();
            int depth = line.indexOf(branch.group(2)) / INDENT;
            path.subList(depth, path.size()).clear();
            if (depth > 0) {
                parents.put(branch.group(2), path.get(depth - 1));
            }
            path.add(branch.group(2));
        }
        return parents;
    }

    private static Map<String, String> declaredTree() {
        Map<String, String> tree = new TreeMap<>();
        PARENTS.forEach((type, parent) -> {
            if (isFailure(parent)) {
                tree.put(type, parent);
            }
        });
        return tree;
    }

    private static boolean isFailure(String type) {
        String parent = PARENTS.get(type);
        return type.equals("ClearMlException") || (parent != null && isFailure(parent));
    }
}
