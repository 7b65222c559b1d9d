package io.clearmladmin.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A block of Java on a page, in Markdown or in the Javadoc of a package.
 *
 * @param page the page
 * @param line the block's first line
 * @param code the block, as it stands
 * @param notRun why it is compiled but not run; null if it is run
 */
record PageBlock(Path page, int line, String code, @Nullable String notRun) {

    // A block is run against the fake, unless the line above it says <!-- not run: why -->.
    private static final Pattern NOT_RUN = Pattern.compile("(?: \\*)? ?<!-- not run: (.+) -->");
    private static final Pattern IN_JAVADOC = Pattern.compile(" \\* ?(.*)");

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile(
            "(?:@.*\\s+)*(?:(?:public|final|abstract|sealed) )*(?:class|interface|record|enum|module) .*",
            Pattern.DOTALL);

    static List<PageBlock> all() throws IOException {
        List<PageBlock> blocks = new ArrayList<>();
        for (Path page : Pages.all()) {
            blocks.addAll(on(page));
        }
        for (Path page : Pages.ofPackages()) {
            blocks.addAll(read(page, " * <pre>{@code", " * }</pre>"));
        }
        return blocks;
    }

    /** Those of one page in Markdown. */
    static List<PageBlock> on(Path page) throws IOException {
        return read(page, "```java", "```");
    }

    private static List<PageBlock> read(Path page, String begin, String end) throws IOException {
        List<PageBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        boolean isJavadoc = begin.startsWith(" *");
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(begin)) {
                int first = i + 1;
                i = first + lines.subList(first, lines.size()).indexOf(end);
                String code = lines.subList(first, i).stream()
                        .map(line -> isJavadoc ? inJavadoc(line) : line)
                        .collect(Collectors.joining("\n"));
                blocks.add(new PageBlock(page, first + 1, code, notRun(lines, first - 2)));
            }
        }
        return blocks;
    }

    private static String inJavadoc(String line) {
        Matcher text = IN_JAVADOC.matcher(line);
        return text.matches() ? text.group(1) : "";
    }

    private static @Nullable String notRun(List<String> lines, int above) {
        Matcher marker = NOT_RUN.matcher(above < 0 ? "" : lines.get(above));
        return marker.matches() ? marker.group(1) : null;
    }

    List<String> imports() {
        return code.lines().filter(line -> line.startsWith("import ")).toList();
    }

    String withoutImports() {
        return code.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
    }

    boolean isModule() {
        return code.startsWith("module ");
    }

    /** Whether it is a type of its own, and not statements. */
    boolean isType() {
        String body = COMMENT.matcher(withoutImports()).replaceAll("").strip();
        return TYPE.matcher(body).matches() && body.endsWith("\n}");
    }

    /** The block as a file of Java, in this package; line by line the same as the block. */
    String source(String packageName) {
        if (isModule()) {
            return code;
        }
        String header = "package " + packageName + "; ";
        if (isType()) {
            return header + code;
        }
        List<String> lines = new ArrayList<>(code.lines().toList());
        int first = 0;
        for (int i = 0; i < lines.size(); i++) {
            first = lines.get(i).startsWith("import ") ? i + 1 : first;
        }
        lines.set(
                first,
                "public class " + className()
                        + " extends io.clearmladmin.examples.BlockReader { @Override public void run() throws Exception {"
                        + lines.get(first));
        return header + String.join("\n", lines) + "\n}}\n";
    }

    /** The name of its class, in a package. */
    String className() {
        if (isModule()) {
            return "module-info";
        }
        Matcher type = Pattern.compile("^(?:\\w+ )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE)
                .matcher(withoutImports());
        return isType() && type.find() ? type.group(1) : "Block" + line;
    }

    /** Where a line of the block is. */
    String at(long lineOfBlock) {
        return Pages.name(page) + ":" + (line + lineOfBlock - 1);
    }

    /** The imports that nothing in it uses. */
    Stream<String> unusedImports() {
        String body = withoutImports();
        return imports().stream().filter(line -> {
            String name = line.substring(line.lastIndexOf('.') + 1, line.length() - 1);
            return !Pattern.compile("\\b" + name + "\\b").matcher(body).find();
        });
    }

    @Override
    public String toString() {
        return at(1);
    }
}
