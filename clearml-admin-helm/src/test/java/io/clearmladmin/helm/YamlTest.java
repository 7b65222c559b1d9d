package io.clearmladmin.helm;

import static io.clearmladmin.helm.Checking.ENTERPRISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.endpoint.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class YamlTest {

    private static final String[] MISREAD = {
        "yes",
        "No",
        "on",
        "OFF",
        "y",
        "n",
        "true",
        "False",
        "null",
        "Null",
        "~",
        "",
        " ",
        "0777",
        "0o17",
        "0x1F",
        "0b11",
        "1e3",
        "1.5",
        ".5",
        "+1",
        "-1",
        "1_000",
        "1:30",
        "190:20:30",
        ".inf",
        "-.INF",
        ".nan",
        "NaN",
        "2026-11-21",
        "2026-11-21T10:00:00Z",
        "=",
        "<<",
        "[",
        "[a",
        "{a: b}",
        "]",
        "- a",
        "-",
        "?",
        "? a",
        "a: b",
        "a:",
        ":a",
        "#a",
        "a #b",
        "&a",
        "*a",
        "!a",
        "!!int 3",
        "|",
        ">",
        "%a",
        "@daily",
        "`a`",
        "'a'",
        "\"a\"",
        "a\tb",
        "a\nb",
        "a\nb\n",
        "\na",
        "\n",
        "  a\n b",
        "a \nb",
        "a\r\nb",
        "\u0007",
        "\u00e9",
        "\ud83d\ude00",
        "\ufeff",
        "---",
        "...",
        "${HOME}",
        "{{ .Values }}"
    };

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    /** Two libraries read it, by different schemas: YAML 1.1, and YAML 1.2 as the Kubernetes client does. */
    private static void readsAs(String text) {
        String yaml = YamlText.of(Map.of("key", text, "list", List.of(text), "inner", Map.of(text, "value")));

        Map<String, Object> read = new Yaml().load(yaml);
        assertThat(read.get("key")).as(yaml).isEqualTo(text);
        assertThat(read.get("list")).as(yaml).isEqualTo(List.of(text));
        assertThat(read.get("inner")).as(yaml).isEqualTo(Map.of(text, "value"));
        Map<?, ?> core = KUBERNETES.unmarshal(yaml, Map.class);
        assertThat(core.get("key")).as(yaml).isEqualTo(text);
        assertThat(core.get("list")).as(yaml).isEqualTo(List.of(text));
        assertThat(core.get("inner")).as(yaml).isEqualTo(Map.of(text, "value"));
        assertThat(YamlFile.read("values", yaml).root().get("key")).as(yaml).isEqualTo(text);
    }

    @Test
    void what_yaml_would_misread_is_read_as_the_text_that_it_is() {
        for (String text : MISREAD) {
            readsAs(text);
        }
    }

    @Test
    void any_text_is_read_as_itself() {
        Random random = new Random(7);
        String letters = "ab01 \n\t\"'\\:#-?[]{},&*!|>%@`~=<_.+/eExXonyfNull";
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            readsAs(text.toString());
        }
    }

    @Test
    void harmless_texts_go_without_quotes() {
        assertThat(YamlText.of(Map.of("type", "ClusterIP"))).isEqualTo("type: ClusterIP\n");
        assertThat(YamlText.of(Map.of("host", "api.ml.example.com"))).isEqualTo("host: api.ml.example.com\n");
        assertThat(YamlText.of(Map.of("on", true))).isEqualTo("\"on\": true\n");
    }

    @Test
    void values_are_read_as_helm_reads_them() {
        Map<String, Object> root = YamlFile.read("values", """
                        base: &base {enabled: yes, port: 0777}
                        other: {<<: *base, enabled: off}
                        less: {enabled: ~, <<: *base}
                        list: [*base, 1.5, 2026-11-21, ~]
                        """).root();

        assertThat(root.get("base")).isEqualTo(Map.of("enabled", true, "port", 511));
        assertThat(root.get("other")).isEqualTo(Map.of("enabled", false, "port", 511));
        assertThat(String.valueOf(root.get("less"))).isEqualTo("{enabled=null, port=511}");
        assertThat(String.valueOf(root.get("list"))).isEqualTo("[{enabled=true, port=511}, 1.5, 2026-11-21, null]");
    }

    @Test
    void a_file_lies_over_another_as_in_helm(@TempDir Path folder) throws IOException {
        Path first = Files.writeString(
                folder.resolve("first.yaml"),
                "clearml: {cookieDomain: e.com, existingSecret: conf}\napiserver: {extraEnvs: [{name: A, value: '1'}]}\n");
        Path second =
                Files.writeString(folder.resolve("second.yaml"), "\n\napiserver: {extraEnvs: [{name: B, value: 2}]}\n");

        HelmValues values = HelmValues.read(ENTERPRISE, first, second);

        assertThat(values.secret("clearml.cookieDomain")).contains(Secret.of("e.com"));
        assertThat(values.toYaml()).contains("name: B").doesNotContain("name: A");
        assertThat(values.check().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("second.yaml:3");
            assertThat(finding.toString())
                    .isEqualTo(
                            "HIGH extra-env: apiserver.extraEnvs[0].value (second.yaml:3): read as a number, not as a"
                                    + " text -> Put it in quotes: Kubernetes refuses any other value.");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\nb: \"canary-secret\n",
                "a: 1\nsecret: *canary-secret\n",
                "a: 1\n\tcanary-secret: b\n",
                "a: 1\nb: canary-secret: c\n",
                "a: 1\nb: %canary-secret\n",
                "a: 1\ncanary-secret: 2\ncanary-secret: 3\n",
                "a: 1\n? [canary-secret]\n: b\n",
                "a: 1\n<<: canary-secret\n",
                "- canary-secret\n",
                "canary-secret",
                "a: &a\n  b: *a\n  c: canary-secret\n",
                "a: 1\n---\nb: canary-secret\n",
                "a: !!int canary-secret\n",
                "a: !!bool canary-secret\n",
                "a: &a {<<: *a, b: canary-secret}\n"
            })
    void what_cannot_be_read_is_reported_by_line_and_never_quoted(String yaml) {
        assertThatThrownBy(() -> HelmValues.parse(ENTERPRISE, yaml))
                .isInstanceOf(InvalidValuesException.class)
                .hasMessageStartingWith("values")
                .hasNoCause()
                .message()
                .doesNotContain("canary-secret");
    }

    @Test
    void a_key_that_is_there_twice_is_reported_with_both_lines() {
        assertThatThrownBy(() -> HelmValues.parse(ENTERPRISE, "a: 1\nb: 2\na: 3\n"))
                .hasMessage("values, line 3, column 1: the key appears twice, first in line 1");
    }

    @Test
    void a_file_that_grows_without_end_is_refused() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n"
                    .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }

        assertThatThrownBy(() -> HelmValues.parse(ENTERPRISE, yaml.toString()))
                .isInstanceOf(InvalidValuesException.class);
    }

    @Test
    void a_file_that_is_not_text_or_far_too_large_is_refused(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        Path large = Files.write(folder.resolve("large.yaml"), new byte[4 * 1024 * 1024]);

        assertThatThrownBy(() -> HelmValues.read(ENTERPRISE, binary)).hasMessage("binary.yaml: is not in UTF-8");
        assertThatThrownBy(() -> HelmValues.read(ENTERPRISE, large)).hasMessageStartingWith("large.yaml: is larger");
    }

    @Test
    void an_empty_file_has_no_values() {
        assertThat(HelmValues.parse(ENTERPRISE, "# nothing\n").check().findings())
                .isEmpty();
    }
}
