package io.clearmladmin.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.ClientSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/**
 * Some 530 files, each with what the official client's own parser was measured to read: this library reads the same, or
 * the file is one of {@code differences.tsv}, with the reason.
 */
class ConfCorpusTest {

    private static final Path CORPUS = corpus();
    private static final Map<String, String> VARIABLES = Map.of(
            "REF_HOST", "http://env.ref.test:8008",
            "REF_NAME", "name.ref.test",
            "REF_KEY", "ENVKEY1",
            "REF_SECRET", "env#secret",
            "REF_EMPTY", "",
            "REF_FALSE", "false",
            "REF_WHICH", "REF_HOST",
            "REF_INC", "inc/api.conf",
            "HOME", "/home/ref",
            "HOSTNAME", "worker-ref");
    private static final Environment ENVIRONMENT = new Environment(name -> null, VARIABLES::get, Path.of("/home/ref"));
    private static final String REFUSED = "refused";

    /** What is read of a file: the four settings, {@code -} for one that is not there; or why it is refused. */
    private record Reading(String host, String accessKey, String secretKey, String verify) {

        static Reading refused() {
            return new Reading(REFUSED, "", "", "");
        }

        @Override
        public String toString() {
            return host.equals(REFUSED) ? REFUSED : String.join(" ", host, accessKey, secretKey, verify);
        }
    }

    private record Difference(String reading, String reason) {}

    private static Path corpus() {
        URL readings = Objects.requireNonNull(ConfCorpusTest.class.getResource("/conf-corpus/readings.tsv"));
        try {
            return Objects.requireNonNull(Path.of(readings.toURI()).getParent());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<String[]> table(String name) {
        try (Stream<String> lines = Files.lines(CORPUS.resolve(name), StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.startsWith("#") && !line.startsWith("file\t"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the official client reads. */
    private static Map<String, Reading> official() {
        Map<String, Reading> readings = new TreeMap<>();
        for (String[] row : table("readings.tsv")) {
            String host = python(row, 2);
            Reading reading = row[1].equals("yes")
                    ? new Reading(
                            host.equals("-") ? python(row, 3) : host, python(row, 6), python(row, 7), python(row, 8))
                    : Reading.refused();
            readings.put(row[0], reading);
        }
        return readings;
    }

    /** A value as Python's repr; absent, null and empty are the same to the official client. */
    private static String python(String[] row, int column) {
        String text = column < row.length ? row[column] : "None";
        boolean isText = text.startsWith("'") || text.startsWith("\"");
        if (!isText) {
            return text.equals("None") || text.isEmpty() ? "-" : word(text);
        }
        String value = text.substring(1, text.length() - 1)
                .replace("\\\\", "\u0000")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\'", "'")
                .replace("\\u200b", "\u200b")
                .replace('\u0000', '\\');
        return value.isEmpty() ? "-" : word(value);
    }

    // Python writes its True and False in one way, however they stand in the file.
    private static String word(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("true") || lower.equals("false") ? lower : text;
    }

    /** What this library reads. */
    private static Reading ours(String file) {
        try {
            Source source =
                    Objects.requireNonNull(new ConfigurationFile(CORPUS.resolve(file), "the test").read(ENVIRONMENT));
            return new Reading(
                    value(source, Setting.API_HOST),
                    value(source, Setting.ACCESS_KEY),
                    value(source, Setting.SECRET_KEY),
                    value(source, Setting.VERIFY_CERTIFICATE));
        } catch (ConfigurationException refused) {
            assertThat(refused.getMessage())
                    .startsWith(CORPUS.toString())
                    .doesNotContain("REFKEY", "refsecret", "ENVKEY", "env#secret");
            return Reading.refused();
        }
    }

    private static String value(Source source, Setting setting) {
        Source.Found found = source.find(setting);
        return found == null ? "-" : word(found.value());
    }

    private static Map<String, Difference> differences() {
        Map<String, Difference> differences = new HashMap<>();
        for (String[] row : table("differences.tsv")) {
            differences.put(row[0], new Difference(row[1], row[2]));
        }
        return differences;
    }

    @Test
    void every_file_is_read_as_the_official_client_reads_it_or_differs_for_a_reason_that_is_listed() {
        Map<String, Difference> differences = differences();
        List<String> wrong = new ArrayList<>();
        int alike = 0;
        for (Map.Entry<String, Reading> file : official().entrySet()) {
            Reading ours = ours(file.getKey());
            Difference difference = differences.remove(file.getKey());
            if (difference == null && isAlike(ours, file.getValue())) {
                alike++;
            } else if (difference == null || !difference.reading().equals(shown(ours))) {
                wrong.add(file.getKey() + "\t" + shown(ours) + "\tofficial: " + shown(file.getValue()));
            }
        }
        assertThat(wrong).as(alike + " are read alike").isEmpty();
        assertThat(differences).as("files that are listed, but not there").isEmpty();
    }

    /**
     * What becomes of it: a client of this library connects to the address and with the key that the official client's
     * session uses, and verifies as it does, or is refused. Verification is on where the official client turns it off by
     * {@code null}, and what is no clear word for false, and no file, is refused.
     */
    @Test
    void a_session_has_the_address_the_key_and_the_verification_of_the_official_clients() {
        Map<String, Difference> differences = differences();
        Set<String> clearWordsForFalse = new TreeSet<>();
        int opened = 0;
        for (String[] row : table("session.tsv")) {
            boolean isCompared = row[1].equals("yes") && !differences.containsKey(row[0]);
            Sources sources = new Sources(environment(row[0]));
            String address = "";
            String login = "";
            try {
                ClientSettings settings =
                        new ConfigResolver(ClientConfig.builder().build(), environment(row[0])).settings();
                address = settings.apiUrl().toString();
                login = settings.login().basic().orElseThrow();
            } catch (ConfigurationException refused) {
                assertThat(refused.getMessage()).doesNotContain("refsecret", "REFKEY", "ENVKEY");
            }
            if (isCompared && !address.isEmpty()) {
                assertThat(address).as(row[0]).isEqualTo(String.valueOf(HttpUrl.parse(python(row, 2))));
                assertThat(login)
                        .as(row[0])
                        .isEqualTo(Credentials.basic(python(row, 3), python(row, 4), StandardCharsets.ISO_8859_1));
                boolean isOn = Verification.of(ClientConfig.builder().build(), sources, environment(row[0]), true)
                        .isOn();
                boolean isNull = row[0].equals("362-verify-20.conf") || row[0].equals("364-verify-22.conf");
                assertThat(isOn).as(row[0]).isEqualTo(row[5].equals("True") || isNull);
                if (!isOn) {
                    clearWordsForFalse.add(ours(row[0]).verify());
                }
                opened++;
            }
        }
        assertThat(clearWordsForFalse).containsExactlyInAnyOrder("false", "no", "No", "off", "0");
        assertThat(opened).isGreaterThanOrEqualTo(300);
    }

    private static Environment environment(String file) {
        Map<String, String> variables = new HashMap<>(VARIABLES);
        variables.put("CLEARML_CONFIG_FILE", CORPUS.resolve(file).toString());
        return new Environment(name -> null, variables::get, Path.of("/home/ref"));
    }

    // A file that the official client cannot read, and that gives us no address, is refused by both.
    private static boolean isAlike(Reading ours, Reading official) {
        return ours.equals(official)
                || (official.host().equals(REFUSED) && ours.host().equals("-"));
    }

    private static String shown(Reading reading) {
        StringBuilder text = new StringBuilder();
        reading.toString()
                .chars()
                .limit(100)
                .forEach(c -> text.append(Character.isISOControl(c) ? String.format("\\x%02x", c) : (char) c));
        return text.toString();
    }
}
