package io.clearmladmin.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules for the sources of every published module that classes do not show. */
public final class SourceRules {

    private static final int LONGEST = 600;
    private static final Pattern CATCH = Pattern.compile("catch \\(([^)]*)\\)");
    // Also what extends it: the JDK's Errors end in that word, and exceptions of servers do not.
    private static final Pattern ERROR = Pattern.compile("\\b(Throwable|\\w*Error)\\b");

    // Other words for what says only that something failed; a name that says what failed is as good.
    private static final Set<String> NAMELESS =
            Set.of("e", "ex", "exc", "err", "error", "exception", "failed", "fault", "problem", "t", "throwable");
    // As a word, and as a part of a name in camel case or between underscores.
    private static final Pattern TELL = Pattern.compile(
            "(?<![A-Za-z])[Tt](?:ell|ells|old|elling)(?![a-z])|(?<=[a-z0-9])T(?:ell|ells|old|elling)(?![a-z])");

    /** Who catches Errors beside the one place for foreign code, and why. */
    private static final Map<String, String> CATCHES_ERRORS = Map.of(
            "io/clearmladmin/rotation/KeyRun.java", "what was done is reported; thrown on",
            "io/clearmladmin/internal/keys/KeyIssuer.java", "takes the new key back; thrown on",
            "io/clearmladmin/internal/threads/Foreign.java", "it is the one place",
            "io/clearmladmin/internal/Session.java", "others wait for the same login; thrown on",
            "io/clearmladmin/internal/CircuitBreakerExchange.java", "gives the permission back; thrown on",
            "io/clearmladmin/kafka/EmitCall.java", "gives each event its fate; thrown on",
            "io/clearmladmin/kafka/SendQueue.java", "gives each event its fate; thrown on");

    private SourceRules() {}

    /** The violations in the module under test, with file and line. */
    public static List<String> broken() {
        List<String> broken = new ArrayList<>();
        each(Path.of("src", "main", "java"), (file, source) -> {
            check(file, source, broken);
            checkWords(file, source, broken);
        });
        each(Path.of("src", "test", "java"), (file, source) -> checkWords(file, source, broken));
        return broken;
    }

    private static void each(Path root, BiConsumer<String, String> rule) {
        try (Stream<Path> files = Files.exists(root) ? Files.walk(root) : Stream.empty()) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                rule.accept(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** An event is published, a listener notified, a finding reported: one word hides which. */
    static void checkWords(String file, String source, List<String> broken) {
        Matcher matcher = TELL.matcher(source);
        while (matcher.find()) {
            long line = source.substring(0, matcher.end()).lines().count();
            broken.add(file + ":" + line + ": has the word '" + matcher.group()
                    + "'; write publish, notify, report, return or record");
        }
    }

    static void check(String file, String source, List<String> broken) {
        long lines = source.lines().count();
        if (lines > LONGEST) {
            broken.add(file + ": has " + lines + " lines, and at most " + LONGEST + " fit into a head");
        }
        Matcher matcher = CATCH.matcher(source);
        while (matcher.find()) {
            String caught = matcher.group(1);
            String where =
                    file + ":" + source.substring(0, matcher.start()).lines().count();
            if (ERROR.matcher(caught).find() && !CATCHES_ERRORS.containsKey(file)) {
                broken.add(where + ": catches " + caught
                        + "; call foreign code by Foreign, and have own threads made by Threads");
            }
            if (NAMELESS.contains(caught.substring(caught.lastIndexOf(' ') + 1))) {
                broken.add(where + ": catches " + caught + "; it is called failure, or by what it says");
            }
        }
    }
}
