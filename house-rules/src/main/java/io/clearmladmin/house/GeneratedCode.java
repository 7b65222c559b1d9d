package io.clearmladmin.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What becomes of generated sources before they are packed: their builders get the words of the accessors
 * ({@link BuilderDocs}), and they are compiled once more without line numbers, which nobody looks up in generated code.
 */
public final class GeneratedCode {

    /** A type that is gone leaves what was generated from it. */
    private static final Pattern GENERATED_FROM = Pattern.compile("Immutable implementation of \\{@link (\\w+)");

    private GeneratedCode() {}

    /** The folders of generated sources, of the sources that they are generated from, and of classes; and the class path. */
    public static void main(String... arguments) throws IOException {
        Path generated = Path.of(arguments[0]);
        Path sources = Path.of(arguments[1]);
        BuilderDocs.main(arguments[0], arguments[1]);
        compile(of(generated, sources), Path.of(arguments[2]), arguments[3]);
    }

    /** The generated files of types that there are. */
    static List<Path> of(Path generated, Path sources) throws IOException {
        try (Stream<Path> all = Files.walk(generated)) {
            return all.filter(file -> file.getFileName().toString().startsWith("Immutable"))
                    .filter(file -> isOfToday(file, sources.resolve(generated.relativize(file))))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOfToday(Path file, Path source) {
        try {
            Matcher from = GENERATED_FROM.matcher(Files.readString(file));
            return from.find() && Files.exists(source.resolveSibling(from.group(1) + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(List<Path> files, Path classes, String classPath) throws IOException {
        JavaCompiler javac = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-g:none",
                "-nowarn",
                "-XDstringConcat=inline",
                "-d",
                classes.toString(),
                Files.exists(classes.resolve("module-info.class")) ? "-p" : "-cp",
                classPath);
        try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
            boolean done = javac.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!done) {
                throw new IllegalStateException("generated sources do not compile by themselves");
            }
        }
    }
}
