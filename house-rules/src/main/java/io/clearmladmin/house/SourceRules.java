package io.clearmladmin.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds for the sources of every published module, and does not show in its classes. */
public final class SourceRules {

    private static final int LONGEST = 600;
    private static final Pattern CATCH = Pattern.compile("catch \\(([^)]*)\\)");
    // Also what extends it: the JDK's Errors end in that word, and exceptions of servers do not.
    private static final Pattern ERROR = Pattern.compile("\\b(Throwable|\\w*Error)\\b");

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

    /** What breaks a rule in the module whose tests run, with file and line. */
    public static List<String> broken() {
        Path root = Path.of("src", "main", "java");
        try (Stream<Path> files = Files.walk(root)) {
            List<String> broken = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                look(root.relativize(file).toString().replace('\\', '/'), Files.readString(file), broken);
            }
            return broken;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void look(String file, String source, List<String> broken) {
        long lines = source.lines().count();
        if (lines > LONGEST) {
            broken.add(file + ": has " + lines + " lines, and at most " + LONGEST + " fit into a head");
        }
        Matcher matcher = CATCH.matcher(source);
        while (matcher.find()) {
            if (ERROR.matcher(matcher.group(1)).find() && !CATCHES_ERRORS.containsKey(file)) {
                long line = source.substring(0, matcher.start()).lines().count();
                broken.add(file + ":" + line + ": catches " + matcher.group(1)
                        + "; call foreign code by Foreign, and have own threads made by Threads");
            }
        }
    }
}
