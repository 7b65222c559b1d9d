package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader of a specification says of its mistakes: all of them, each with its place and what is meant. */
class SpecMistakesTest {

    private static final String START = "name: acme\nadmin: {name: Ann, email: ann@acme.test}\n";

    @TempDir
    Path folder;

    private static InvalidSpecException refusal(String text) {
        return catchThrowableOfType(InvalidSpecException.class, () -> TenantSpec.parse(text));
    }

    private static List<String> lines(String text) {
        return refusal(text).mistakes().stream()
                .map(SpecMistake::toString)
                .map(line -> line.replaceFirst("^the specification, ", ""))
                .toList();
    }

    @Test
    void all_mistakes_of_a_file_are_reported_at_once_in_the_order_of_their_places() {
        String text = """
                name: ab
                admin: {name: Ann, email: ann}
                allowed_user: 20
                max_running_apps: 1_000
                users:
                  - {name: Bob, email: bob@acme.test, role: amdin}
                  - {email: carl@acme.test, internal: yes}
                  - {name: Dora, email: bob@acme.test}
                groups: [{name: data, users: []}]
                access_rules:
                  - name: rule
                    description: a rule
                    entity_type: queues
                    entity_id: "*"
                    access_permission: readwrite
                    groups: [dat]
                credentials:
                  - {label: agent, lifetime: 900d}
                  - {label: agent, lifetime: 90}
                """;
        assertThat(lines(text))
                .containsExactly(
                        "line 1, column 7, name: must be a text of at least 3 characters, got 'ab'",
                        "line 2, column 27, admin.email: must be an e-mail address, got 'ann'",
                        "line 3, column 1, allowed_user: no such field; did you mean 'allowed_users'?",
                        "line 4, column 19, max_running_apps: must be a whole number from 0 to 2147483647, got '1_000'; did you mean '1000'?",
                        "line 6, column 45, users[0].role: must be one of user, admin, superuser, annotator, consumer, got 'amdin'; did you mean 'admin'?",
                        "line 7, column 5, users[1].name: is missing",
                        "line 7, column 39, users[1].internal: must be true or false, got 'yes'; did you mean 'true'?",
                        "line 8, column 25, users[2].email: 'bob@acme.test' appears twice, first in users[0].email",
                        "line 13, column 18, access_rules[0].entity_type: must be one of task, model, project, queue, dataset, dataview, route, app, app_category, got 'queues'; did you mean 'queue'?",
                        "line 15, column 24, access_rules[0].access_permission: must be one of read, read_write, got 'readwrite'; did you mean 'read_write'?",
                        "line 16, column 14, access_rules[0].groups[0]: groups has no group 'dat'; did you mean 'data'?",
                        "line 18, column 30, credentials[0].lifetime: must be an ISO 8601 duration from PT1S to P365D, such as P90D, got '900d', which is P900D and too long; did you mean 'P365D'?",
                        "line 19, column 30, credentials[1].lifetime: must be an ISO 8601 duration from PT1S to P365D, such as P90D, got '90'");
    }

    @Test
    void a_mistake_has_what_stands_there_what_may_and_what_is_meant() {
        InvalidSpecException refusal = refusal(START + "users: [{name: Bob, email: b@c.d, role: Admin}]");
        assertThat(refusal.mistakes()).singleElement().satisfies(mistake -> {
            assertThat(mistake.source()).isEqualTo("the specification");
            assertThat(mistake.path()).isEqualTo("users[0].role");
            assertThat(mistake.found()).contains("Admin");
            assertThat(mistake.allowed()).contains("one of user, admin, superuser, annotator, consumer");
            assertThat(mistake.nearest()).contains("admin");
            assertThat(refusal).hasMessage(mistake.toString());
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            90d        | P90D
            90 days    | P90D
            12h        | PT12H
            30min      | PT30M
            2w         | P14D
            P2W        | P14D
            p90d       | P90D
            1y         | P365D
            P900D      | P365D
            PT99999H   | P365D
            10m        |
            P3M        |
            90         |
            -P1D       |
            PT0S       |
            P          |
            P1DT       |
            PT1.5S     |
            soon       |
            """)
    void a_lifetime_has_one_reading_or_is_refused_with_the_one_that_is_meant(String text, String meant) {
        List<SpecMistake> mistakes = refusal(START + "credentials: [{label: agent, lifetime: " + text + "}]")
                .mistakes();
        assertThat(mistakes).singleElement().satisfies(mistake -> {
            assertThat(mistake.path()).isEqualTo("credentials[0].lifetime");
            assertThat(mistake.found()).contains(text);
            assertThat(mistake.nearest().orElse(null)).isEqualTo(meant);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "1e3",
                "0x1F",
                "0o17",
                "1_000",
                "yes",
                "no",
                "on",
                "true",
                "1.0",
                "2026-11-29",
                "12:30:45",
                "1.10",
                "+1",
                ".5"
            })
    void what_stands_without_quotes_where_a_text_is_wanted_stays_as_it_is_written(String text) {
        TenantSpec spec = TenantSpec.parse(
                START + "company: " + text + "\ngroups: [{name: " + text + "}]\nfeatures: [" + text + "]");
        assertThat(spec.company()).contains(text);
        assertThat(spec.groups().get(0).name()).isEqualTo(text);
        assertThat(spec.features().get(0).value()).isEqualTo(text);
    }

    @Test
    void where_anything_may_stand_only_what_json_reads_alike_is_no_text() {
        TenantSpec spec = TenantSpec.parse(START + """
                custom_events_fields:
                  zeros: 007
                  yes: yes
                  day: 2026-11-29
                  hex: 0x1F
                  number: 12
                  large: 12345678901
                  part: 1.5
                  flag: true
                  quoted: "12"
                  nothing:
                  inner: {list: [1, a, "true"]}
                """);
        assertThat(spec.customEventsFields())
                .isEqualTo(Map.ofEntries(
                        Map.entry("zeros", "007"),
                        Map.entry("yes", "yes"),
                        Map.entry("day", "2026-11-29"),
                        Map.entry("hex", "0x1F"),
                        Map.entry("number", 12),
                        Map.entry("large", 12345678901L),
                        Map.entry("part", 1.5),
                        Map.entry("flag", true),
                        Map.entry("quoted", "12"),
                        Map.entry("inner", Map.of("list", List.of(1, "a", "true")))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            allowed_users: 007      | line 3, column 16, allowed_users: must be a whole number from 0 to 2147483647, got '007'
            allowed_users: "20"     | line 3, column 16, allowed_users: must be a whole number from 0 to 2147483647, without quotes, got '20'; did you mean '20'?
            allowed_users: 1e3      | line 3, column 16, allowed_users: must be a whole number from 0 to 2147483647, got '1e3'
            allowed_users: -1       | line 3, column 16, allowed_users: must be a whole number from 0 to 2147483647, got '-1'
            allowed_users: 2147483648 | line 3, column 16, allowed_users: must be a whole number from 0 to 2147483647, got '2147483648'
            features: reports       | line 3, column 11, features: must be a list, got 'reports'
            features: {reports: on} | line 3, column 11, features: must be a list, got fields
            users: [~]              | line 3, column 9, users[0]: must be a user, got nothing
            colour: red             | line 3, column 1, colour: no such field; the fields are: access_rules, admin, allowed_service_users, allowed_users, app_instance_access, applications, company, credentials, custom_events_fields, domains, exclude_features, features, groups, max_running_apps, name, resources, sso, users, whitelist
            name: other             | line 3, column 1, name: appears twice, first in line 1
            credentials: [{label: a}, {label: a, user: ann@acme.test}] | line 3, column 35, credentials[1].label: the key 'a' of ann@acme.test appears twice, first in credentials[0].label
            sso: {mapping: {}}      | line 3, column 6, sso: must have mapping, provider or both
            allowed_users: 0        | line 3, column 16, allowed_users: must be at least 1, the number of users with the admin, got 0
            app_instance_access: {allowed: group} | line 3, column 32, app_instance_access.allowed: must be one of all, owner, groups, got 'group'; did you mean 'groups'?
            custom_events_fields: {a: 1, a: 2} | line 3, column 30, custom_events_fields.a: appears twice, first in line 3
            ? [a, b]                | line 3, column 3: the name of a field must be a text, and not a long one
            features: &on [reports] | line 3, column 11, features: anchors are not supported; put a text that begins with & into quotes
            company: !!str 7        | line 3, column 10, company: tags are not supported; put a text that begins with ! into quotes
            groups: [{name: data, users: [anne@acme.test]}] | line 3, column 31, groups[0].users[0]: 'anne@acme.test' is neither the admin nor one of users; did you mean 'ann@acme.test'?
            """)
    void each_is_reported_with_what_is_meant(String line, String mistake) {
        assertThat(lines(START + line)).containsExactly(mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            company: a: b           | line 3, column 11: a field cannot begin here; put a text with ': ' in it into quotes
            company: "acme          | a text in quotes does not end
            company: @acme          | line 3, column 10: a text cannot begin with @ unless it is in quotes
            users: [a, b            | a list in [ ] lacks a comma or its end
            users: {a: b            | a map in { } lacks a comma or its end
            company: "a\\k"         | line 3, column 13: no such escape; in double quotes, write a backslash twice
            """)
    void text_that_is_no_yaml_is_reported_without_words_of_the_parser(String line, String mistake) {
        assertThat(lines(START + line)).singleElement().asString().contains(mistake);
    }

    @Test
    void tabs_empty_files_and_second_documents_are_called_by_their_names() {
        assertThat(lines("name: acme\nadmin:\n\tname: Ann\n"))
                .containsExactly("line 3, column 1: a tab; YAML is indented with blanks");
        for (String empty : List.of("", "  \n", "# only a comment\n", "---\n", "~")) {
            assertThat(lines(empty)).singleElement().asString().endsWith("is empty");
        }
        assertThat(lines(START + "---\n" + START))
                .containsExactly(
                        "line 3, column 1: a second document begins here; each specification has its own file");
        assertThat(lines("acme")).containsExactly("line 1, column 1: must be a tenant specification, got 'acme'");
        assertThat(lines("name: ac\u0000me"))
                .singleElement()
                .asString()
                .startsWith("line 1, column 9: has the character");
    }

    @Test
    void json_may_have_tabs_and_its_escapes_and_a_file_a_mark_of_utf_8() throws IOException {
        String json =
                "{\n\t\"name\": \"ac\\tm\\u00e9 \\ud83d\\ude00\",\n\t\"admin\": {\"name\": \"A\", \"email\": \"a@b.c\"}\n}";
        Path file = Files.writeString(folder.resolve("a.json"), "\ufeff" + json);
        assertThat(TenantSpec.read(file).name()).isEqualTo("ac\tmé \ud83d\ude00");
    }

    @Test
    void a_file_in_another_encoding_is_refused_at_its_first_wrong_character() throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.write(file, "# ok\nname: Müller\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> TenantSpec.read(file))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(file + ", line 2, column 8: is not in UTF-8; save it in that encoding");
        Files.write(file, "\ufeffname: acme\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> TenantSpec.read(file))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(file + ", line 1, column 1: is in UTF-16; save it in UTF-8");
        Files.write(file, new byte[4 << 20]);
        assertThatThrownBy(() -> TenantSpec.read(file))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("is larger than 3 MB");
    }

    @Test
    void a_folder_is_refused_with_the_mistakes_of_all_its_files() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "name: acme\n");
        Files.writeString(folder.resolve("b.yaml"), START);
        Files.writeString(folder.resolve("c.yaml"), "name: other\nadmin: {name: Ann, email: ann@acme.test}\n");
        InvalidSpecException refusal =
                catchThrowableOfType(InvalidSpecException.class, () -> TenantSpec.readAll(folder));
        assertThat(refusal.mistakes())
                .extracting(SpecMistake::toString)
                .containsExactly(
                        folder.resolve("a.yaml") + ", line 1, column 1, admin: is missing",
                        folder.resolve("c.yaml")
                                + ", line 2, column 27, admin.email: the user 'ann@acme.test' is also in "
                                + folder.resolve("b.yaml") + "; keep it in one of them");
    }

    @Test
    void who_is_a_user_in_one_file_is_not_invited_in_another() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "name: acme\nadmin: {name: Ann, email: ann@acme.test}\n");
        Files.writeString(
                folder.resolve("b.yaml"),
                "name: globex\nadmin: {name: Bob, email: bob@acme.test}\nwhitelist:\n- {email: ann@acme.test}\n");
        InvalidSpecException refusal =
                catchThrowableOfType(InvalidSpecException.class, () -> TenantSpec.readAll(folder));
        assertThat(refusal.mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.toString())
                        .contains("whitelist[0].email: the invited e-mail 'ann@acme.test' is also in "
                                + folder.resolve("a.yaml")));
    }

    @Test
    void very_many_mistakes_are_counted_and_only_the_first_are_printed() {
        StringBuilder text = new StringBuilder(START);
        for (int i = 0; i < 5000; i++) {
            text.append("field").append(i).append(": 1\n");
        }
        InvalidSpecException refusal = refusal(text.toString());
        assertThat(refusal.mistakes()).hasSize(1000);
        assertThat(refusal.getMessage()).hasSizeLessThan(4000).containsPattern("and \\d+ more$");
    }
}
