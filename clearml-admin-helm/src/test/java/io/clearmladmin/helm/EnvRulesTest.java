package io.clearmladmin.helm;

import static io.clearmladmin.helm.Checking.ENTERPRISE;
import static io.clearmladmin.helm.Checking.EXISTING;
import static io.clearmladmin.helm.Checking.PUBLIC;
import static io.clearmladmin.helm.Checking.check;
import static io.clearmladmin.helm.Checking.envs;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Severity;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API server's environment: its shape, features and groups, custom events. */
class EnvRulesTest {

    private static final String GROUP = "CLEARML__services__auth__default_groups__ds__";
    private static final String ID = GROUP + "id=5f0c9d58-3c0e-4b0a-9b86-0d0a6a0b7f11";
    private static final String[] EVENTS = {
        "CLEARML__services__custom_events__enabled=true",
        "CLEARML__hosts__kafka__custom_events__host=[k:9092]",
        "CLEARML__services__custom_events__channels__main__topics__service_instance_lifecycle=lifecycle",
        "CLEARML__services__custom_events__channels__main__topics__service_instance_inventory=inventory"
    };
    private static final String SASL = "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__";

    private static String events(String... more) {
        return envs(Stream.concat(Stream.of(EVENTS), Stream.of(more)).toArray(String[]::new));
    }

    private static String eventsBut(int left) {
        return envs(Stream.of(EVENTS).filter(env -> !env.equals(EVENTS[left])).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "on", "8080", "0777", "1.5", "{a: 1}"})
    void a_value_that_kubernetes_would_refuse_is_reported(String value) {
        assertThat(check(ENTERPRISE, "webserver: {extraEnvs: [{name: X, value: " + value + "}]}"))
                .containsExactly("HIGH extra-env webserver.extraEnvs[0].value");
        assertThat(check(ENTERPRISE, "webserver: {extraEnvs: [{name: X, value: \"" + value + "\"}]}"))
                .isEmpty();
    }

    @Test
    void variables_of_a_wrong_shape_are_reported() {
        assertThat(check(ENTERPRISE, "apiserver: {extraEnvs: {X: y}}"))
                .containsExactly("HIGH extra-env apiserver.extraEnvs");
        assertThat(check(ENTERPRISE, "apiserver: {extraEnvs: [{value: y}]}"))
                .containsExactly("HIGH extra-env apiserver.extraEnvs[0]");
        assertThat(check(
                        ENTERPRISE,
                        "apiserver: {extraEnvs: [{name: X, value: y, valueFrom: {secretKeyRef: {name: s}}}]}"))
                .containsExactly("HIGH extra-env apiserver.extraEnvs[0]");
        assertThat(check(ENTERPRISE, envs("X=1", "Y=2", "X=3")))
                .containsExactly("HIGH extra-env apiserver.extraEnvs[2]");
    }

    @Test
    void a_feature_that_is_neither_on_nor_off_is_reported() {
        assertThat(check(ENTERPRISE, envs("CLEARML__services__organization__features__reports=yes")))
                .containsExactly("HIGH feature apiserver.extraEnvs[0].value");
        assertThat(check(ENTERPRISE, envs("CLEARML__apiserver__company__unique_names=1")))
                .containsExactly("HIGH feature apiserver.extraEnvs[0].value");
    }

    @Test
    void a_misspelt_feature_is_reported_and_an_unknown_one_is_a_hint() {
        assertThat(check(ENTERPRISE, envs("CLEARML__services__organization__features__user_managment=true")))
                .containsExactly("MEDIUM feature apiserver.extraEnvs[0]");
        assertThat(HelmValues.parse(ENTERPRISE, envs("CLEARML__services__organization__features__quite_new=true"))
                        .check()
                        .findings())
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.INFO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"applications", "[applications]", "[1]", "{}", "[\"applications\"", ""})
    void features_of_a_group_that_are_not_a_json_list_are_reported(String features) {
        assertThat(check(ENTERPRISE, envs("CLEARML__services__auth__default_groups__users__features=" + features)))
                .containsExactly("HIGH json apiserver.extraEnvs[0].value");
    }

    @Test
    void an_empty_list_of_features_is_right() {
        assertThat(check(ENTERPRISE, envs("CLEARML__services__auth__default_groups__users__features=[]")))
                .isEmpty();
    }

    @Test
    void a_group_without_id_or_name_or_with_a_wrong_id_is_reported() {
        assertThat(check(ENTERPRISE, envs(GROUP + "features=[]", GROUP + "name=DS")))
                .containsExactly("HIGH group apiserver.extraEnvs[0]");
        assertThat(check(ENTERPRISE, envs(GROUP + "id=abcd-1234-abcd-1234", GROUP + "name=DS")))
                .containsExactly("HIGH uuid apiserver.extraEnvs[0].value");
    }

    @Test
    void groups_with_one_id_are_reported() {
        assertThat(check(
                        ENTERPRISE,
                        envs(
                                ID,
                                GROUP + "name=DS",
                                ID.replace("__ds__", "__ops__"),
                                "CLEARML__services__auth__default_groups__ops__name=Ops")))
                .containsExactly("HIGH uuid apiserver.extraEnvs[2].value");
    }

    @Test
    void properties_that_groups_do_not_have_are_reported() {
        assertThat(check(ENTERPRISE, envs(ID, GROUP + "name=DS", GROUP + "feature=[]")))
                .containsExactly("MEDIUM group apiserver.extraEnvs[2]");
        assertThat(check(ENTERPRISE, envs(ID, GROUP + "name=DS", GROUP + "system=true", GROUP + "assignable=no")))
                .containsExactly(
                        "HIGH feature apiserver.extraEnvs[3].value", "MEDIUM group apiserver.extraEnvs[2].value");
        assertThat(check(ENTERPRISE, envs("CLEARML__services__auth__default_groups__users=[]")))
                .containsExactly("HIGH group apiserver.extraEnvs[0]");
    }

    @Test
    void whole_custom_events_are_right_in_any_case_of_their_names() {
        assertThat(check(ENTERPRISE, events())).isEmpty();
        assertThat(check(ENTERPRISE, events().replace("custom_events", "CUSTOM_EVENTS")))
                .isEmpty();
    }

    @Test
    void custom_events_without_kafka_or_topics_are_reported() {
        for (int left = 1; left < EVENTS.length; left++) {
            assertThat(check(ENTERPRISE, eventsBut(left))).containsExactly("HIGH custom-events apiserver.extraEnvs");
        }
    }

    @Test
    void custom_events_that_nobody_enabled_are_reported() {
        assertThat(check(ENTERPRISE, eventsBut(0))).containsExactly("LOW custom-events apiserver.extraEnvs[0]");
        assertThat(check(ENTERPRISE, events().replace("'true'", "'maybe'")))
                .containsExactly("HIGH custom-events apiserver.extraEnvs[0].value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k:9092", "[k]", "[k:9092,]", "[k:0]", "[http://k:9092]"})
    void what_is_not_a_list_of_brokers_is_reported(String host) {
        assertThat(check(ENTERPRISE, events().replace("[k:9092]", host)))
                .containsExactly("HIGH custom-events apiserver.extraEnvs[1].value");
    }

    @Test
    void a_login_to_kafka_with_something_missing_is_reported() {
        assertThat(check(ENTERPRISE, events(SASL + "security_protocol=SASL_SSL")))
                .containsExactly(
                        "HIGH custom-events apiserver.extraEnvs",
                        "HIGH custom-events apiserver.extraEnvs",
                        "HIGH custom-events apiserver.extraEnvs");
        assertThat(check(ENTERPRISE, events(SASL + "security_protocol=SASL")))
                .containsExactly("HIGH custom-events apiserver.extraEnvs[4].value");
    }

    @Test
    void a_login_that_the_protocol_does_not_make_is_reported() {
        assertThat(check(ENTERPRISE, events(SASL + "security_protocol=PLAINTEXT", SASL + "sasl_plain_username=u")))
                .containsExactly("MEDIUM custom-events apiserver.extraEnvs[4]");
    }

    @Test
    void a_password_that_is_sent_openly_is_reported() {
        assertThat(check(
                        ENTERPRISE,
                        events(
                                SASL + "security_protocol=SASL_PLAINTEXT",
                                SASL + "sasl_mechanism=PLAIN",
                                SASL + "sasl_plain_username=u",
                                SASL + "sasl_plain_password=p")))
                .containsExactly("MEDIUM custom-events apiserver.extraEnvs[5].value");
    }

    @Test
    void the_open_source_server_has_no_custom_events() {
        assertThat(check(PUBLIC, EXISTING + events())).containsExactly("LOW custom-events apiserver.extraEnvs[0]");
    }

    @Test
    void what_comes_from_a_secret_is_taken_to_be_there() {
        assertThat(check(
                        ENTERPRISE,
                        events(
                                        SASL + "security_protocol=SASL_SSL",
                                        SASL + "sasl_mechanism=PLAIN",
                                        SASL + "sasl_plain_username=u")
                                + "    - name: " + SASL + "sasl_plain_password\n"
                                + "      valueFrom: {secretKeyRef: {name: kafka, key: password}}\n"))
                .isEmpty();
    }
}
