import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Puts what the library's pages show into the consumer's project: {@code java Snippets.java PAGES PROJECT}. What a
 * page leaves to its reader (imports, a method around the lines, a class of his own) is added here, and nothing else changed.
 */
final class Snippets {

    private static final String TEN_LINES =
            """
            package org.example;

            import io.clearmladmin.ClearMl;
            import io.clearmladmin.auth.CreateCredentials;
            import io.clearmladmin.auth.CreateUser;
            import io.clearmladmin.auth.Credentials;
            import io.clearmladmin.users.UserQuery;
            import java.util.HashMap;
            import java.util.Map;

            public final class TenLines {
                private final Map<String, String> keys = new HashMap<>();
                private final String address;
                private final String accessKey;
                private final String secretKey;
                private final String companyId;

                public TenLines(String address, String accessKey, String secretKey, String companyId) {
                    this.address = address;
                    this.accessKey = accessKey;
                    this.secretKey = secretKey;
                    this.companyId = companyId;
                }

                public int stored() {
                    return keys.size();
                }

                private void store(String access, String secret) {
                    keys.put(access, secret);
                }

                public void run() {
            %s
                }
            }
            """;

    private static final String TEAM_TEST =
            """
            package org.example;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import io.clearmladmin.ClearMl;
            import io.clearmladmin.auth.CreateUser;
            import io.clearmladmin.testkit.FakeClearMl;
            import io.clearmladmin.testkit.FakeClearMlExtension;
            import io.clearmladmin.testkit.calls.Fault;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.ExtendWith;

            %s

            /** The reader's own class: it asks whether the user is there before it makes one again. */
            final class Team {
                private final ClearMl clearml;

                Team(ClearMl clearml) {
                    this.clearml = clearml;
                }

                void addUser(String email) {
                    try {
                        clearml.auth().createUser(CreateUser.builder()
                                .name(email).company(FakeClearMl.DEFAULT_COMPANY).email(email).build());
                    } catch (io.clearmladmin.errors.OutcomeUnknownException e) {
                        // the fake says that it was made
                    }
                }
            }
            """;

    private final Path pages;

    private Snippets(Path pages) {
        this.pages = pages;
    }

    public static void main(String[] args) throws IOException {
        new Snippets(Path.of(args[0])).into(Path.of(args[1]));
    }

    private void into(Path project) throws IOException {
        String address = "\"https://api.clearml.example\"";
        String lines = block("README.md", "java", text -> text.contains(address)).replace(address, "address");
        Files.writeString(project.resolve("src/main/java/org/example/TenLines.java"), TEN_LINES.formatted(lines));
        String test = block("docs/testing.md", "java", text -> text.contains("class TeamTest"));
        Files.writeString(project.resolve("src/test/java/org/example/TeamTest.java"), TEAM_TEST.formatted(test));

        Path pom = project.resolve("pom.xml");
        String text = Files.readString(pom);
        for (String page : List.of("README.md", "docs/installing.md", "docs/testing.md")) {
            String marker = "<!-- " + page + " -->";
            if (!text.contains(marker)) {
                throw new IllegalStateException(pom + " has no place for what " + page + " shows");
            }
            text = text.replace(marker, block(page, "xml", any -> true));
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
