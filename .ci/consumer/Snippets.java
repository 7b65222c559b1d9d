import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Puts what the library's pages show into the consumer's project, as it stands: {@code java Snippets.java PAGES PROJECT}.
 */
final class Snippets {

    private static final String PACKAGE = "package org.example;\n\n";

    private final Path pages;

    private Snippets(Path pages) {
        this.pages = pages;
    }

    public static void main(String[] args) throws IOException {
        new Snippets(Path.of(args[0])).into(Path.of(args[1]));
    }

    private void into(Path project) throws IOException {
        String program = block("README.md", "java", text -> text.contains("class BuildRobot"));
        Files.writeString(project.resolve("src/main/java/org/example/BuildRobot.java"), PACKAGE + program);
        String test = block("docs/testing.md", "java", text -> text.contains("class TeamTest"));
        Files.writeString(project.resolve("src/test/java/org/example/TeamTest.java"), PACKAGE + test);

        Path pom = project.resolve("pom.xml");
        String text = Files.readString(pom);
        for (String page : List.of("README.md", "docs/installing.md", "docs/testing.md")) {
            String marker = "<!-- " + page + " -->";
            if (!text.contains(marker)) {
                throw new IllegalStateException(pom + " has no place for what " + page + " shows");
            }
            text = text.replace(marker, block(page, "xml", any -> !page.equals("README.md") || any.startsWith("<dependency>")));
        }
        Files.writeString(pom, text);
    }

    /** The first block of a page in a language that fits. */
    private String block(String page, String language, Predicate<String> fits) throws IOException {
        List<String> found = new ArrayList<>();
        StringBuilder open = null;
        for (String line : Files.readAllLines(pages.resolve(page))) {
            if (open == null && line.equals("```" + language)) {
                open = new StringBuilder();
            } else if (open != null && line.equals("```")) {
                found.add(open.toString());
                open = null;
            } else if (open != null) {
                open.append(line).append('\n');
            }
        }
        return found.stream()
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(page + " shows no such " + language));
    }
}
