import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Makes a Java that has what the command needs, and no more: {@code java MakeRuntime.java FOLDER}. */
final class MakeRuntime {

    /** What jdeps finds in the jar with all libraries, and what is only looked up at run time. */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.desktop",
            "java.logging",
            "java.management",
            "java.naming",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.xml",
            "jdk.httpserver",
            "jdk.unsupported",
            // Elliptic curves of TLS, which is part of java.base in newer Java.
            "jdk.crypto.ec",
            // Kerberos and its tickets, as Kafka's clients may log in.
            "jdk.security.auth",
            "jdk.security.jgss",
            "jdk.zipfs");

    private MakeRuntime() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                old.sorted(Comparator.reverseOrder()).forEach(MakeRuntime::delete);
            }
        }
        ToolProvider jlink =
                ToolProvider.findFirst("jlink").orElseThrow(() -> new IllegalStateException("this Java has no jlink"));
        int code = jlink.run(
                System.out,
                System.err,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress=2",
                "--output",
                folder.toString());
        if (code != 0) {
            System.exit(code);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }
}
