package io.clearmladmin.examples;

import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Blocks of the pages, compiled as they stand into a folder. */
final class CompiledBlocks {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final Path classes;
    private final List<String> errors = new ArrayList<>();

    /** A block as a file for the compiler, which knows the block that an error is in. */
    private static final class BlockFile extends SimpleJavaFileObject {

        private final PageBlock block;
        private final String source;

        BlockFile(PageBlock block, String packageName) {
            super(URI.create("block:///" + packageName + "/" + block.className() + ".java"), Kind.SOURCE);
            this.block = block;
            this.source = block.source(packageName);
        }

        @Override
        public String getCharContent(boolean ignored) {
            return source;
        }
    }

    CompiledBlocks(List<PageBlock> blocks, Path classes) {
        this.classes = classes;
        String path = System.getProperty("java.class.path");
        // Jars of Kafka's server share packages, so that they cannot be modules together.
        String modules = Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("kafka"))
                .collect(Collectors.joining(File.pathSeparator));
        List<PageBlock> classPath =
                blocks.stream().filter(block -> !block.isModule()).toList();
        if (!classPath.isEmpty()) {
            compile(classPath, "--class-path", path);
        }
        blocks.stream().filter(PageBlock::isModule).forEach(block -> compile(List.of(block), "--module-path", modules));
    }

    // The blocks of one page know each other's types.
    private static String packageName(PageBlock block) {
        return "page." + Pages.name(block.page()).replaceAll("\\W|package-info.java", "_");
    }

    private void compile(List<PageBlock> blocks, String option, String path) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StringWriter other = new StringWriter();
        List<BlockFile> files = blocks.stream()
                .map(block -> new BlockFile(block, packageName(block)))
                .toList();
        List<String> options = List.of("--release", "17", "-proc:none", option, path, "-d", classes.toString());
        COMPILER.getTask(other, null, found, options, null, files).call();
        other.toString().lines().forEach(errors::add);
        found.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> (problem.getSource() instanceof BlockFile file
                                ? file.block.at(problem.getLineNumber())
                                : String.valueOf(problem.getSource()))
                        + ": " + problem.getMessage(Locale.ROOT))
                .forEach(errors::add);
    }

    /** What does not compile, with page and line. */
    List<String> errors() {
        return errors;
    }

    /** Runs a block's statements, or its type's main method; what it prints is dropped. */
    void run(PageBlock block) throws Exception {
        PrintStream out = System.out;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> type = loader.loadClass(packageName(block) + "." + block.className());
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            try (BlockReader reader = block.isType()
                    ? new MainMethod(type)
                    : (BlockReader) type.getDeclaredConstructor().newInstance()) {
                reader.run();
            }
        } finally {
            System.setOut(out);
        }
    }

    /** Runs a type's main method. */
    private static final class MainMethod extends BlockReader {

        private final Class<?> type;

        MainMethod(Class<?> type) {
            this.type = type;
        }

        @Override
        public void run() throws Exception {
            Method main = type.getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        }
    }
}
