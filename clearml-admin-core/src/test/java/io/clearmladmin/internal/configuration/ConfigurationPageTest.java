package io.clearmladmin.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names on the page about the configuration are those that the client reads. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Path AUTHENTICATION = Path.of("../docs/authentication.md");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern SETTING = Pattern.compile(
            "CLEARML_\\w+|[A-Z]+_PROXY|clearml\\.(?:api|auth)\\.\\w+|[\\w.]*[pP]roxyHost|java\\.net\\.\\w+");
    private static final Pattern BLOCK = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final List<List<Setting>> COLUMNS = List.of(
            List.of(Setting.API_HOST),
            List.of(Setting.ACCESS_KEY, Setting.SECRET_KEY),
            List.of(Setting.TOKEN),
            List.of(Setting.VERIFY_CERTIFICATE));

    @TempDir
    Path folder;

    private final Set<String> properties = new TreeSet<>();
    private final Set<String> variables = new TreeSet<>();

    /** An environment that has nothing, and notes what was looked for. */
    private Environment noting() {
        return new Environment(note(properties), note(variables), folder);
    }

    private static UnaryOperator<@Nullable String> note(Set<String> names) {
        return name -> {
            names.add(Objects.requireNonNull(name));
            return null;
        };
    }

    private Source file() throws IOException {
        Path file = Files.writeString(folder.resolve("clearml.conf"), "");
        return Objects.requireNonNull(new ConfigurationFile(file, null).read(noting()));
    }

    private static Stream<String> names(String text) {
        return NAME.matcher(text).results().map(match -> match.group(1));
    }

    private static List<Set<String>> row(String place) throws IOException {
        String row = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| " + place + " |"))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(row.split("\\|", -1))
                .skip(2)
                .limit(COLUMNS.size())
                .map(cell -> names(cell).collect(Collectors.toSet()))
                .toList();
    }

    private static List<Set<String>> names(Source source) {
        return COLUMNS.stream()
                .map(settings -> settings.stream()
                        .flatMap(setting -> source.names().getOrDefault(setting, List.of()).stream())
                        .flatMap(List::stream)
                        // The page says that TRAINS_… counts where CLEARML_… is not set.
                        .filter(name -> !name.startsWith("TRAINS_"))
                        .collect(Collectors.toSet()))
                .toList();
    }

    @Test
    void the_table_has_each_name_of_each_place() throws IOException {
        assertThat(row("system properties")).isEqualTo(names(Source.properties(noting())));
        assertThat(row("environment")).isEqualTo(names(Source.variables(noting())));
        assertThat(row("file")).isEqualTo(names(file()));
    }

    @Test
    void each_former_name_has_a_present_one() {
        assertThat(Source.variables(noting()).names().values().stream()
                        .flatMap(List::stream)
                        .flatMap(List::stream)
                        .filter(name -> name.startsWith("TRAINS_"))
                        .map(name -> name.replace("TRAINS_", "CLEARML_")))
                .allSatisfy(name -> assertThat(Files.readString(PAGE)).contains("`" + name + "`"));
    }

    @Test
    void the_page_names_each_variable_and_property_that_is_read_and_no_other() throws IOException {
        Source.properties(noting()).names().values().forEach(names -> names.forEach(properties::addAll));
        Source.variables(noting()).names().values().forEach(names -> names.forEach(variables::addAll));
        ConfigurationFile.of(noting());
        for (String address : List.of("http://api.example", "https://api.example")) {
            new ProxyVariables(noting()).proxyFor(Objects.requireNonNull(HttpUrl.parse(address)));
        }
        Set<String> read = new TreeSet<>(properties);
        variables.stream()
                .filter(name -> !name.startsWith("TRAINS_") && !name.endsWith("_proxy"))
                .forEach(read::add);

        Set<String> shown = names(BLOCK.matcher(Files.readString(PAGE)).replaceAll(""))
                .filter(name -> SETTING.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).isEqualTo(read);
    }

    @Test
    void each_setting_of_the_builder_is_on_a_page() throws IOException {
        String pages = Files.readString(PAGE) + Files.readString(AUTHENTICATION);
        Set<String> shown = Pattern.compile("`(\\w+)(?:\\([^`]*\\))?`|\\.(\\w+)\\(")
                .matcher(pages)
                .results()
                .map(ConfigurationPageTest::group)
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(ClearMl.Builder.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> !name.equals("build")))
                .isSubsetOf(shown);
    }

    private static String group(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }
}
