package io.clearmladmin.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One chart under three generations of names. */
class HelmMigrationTest {

    private static final String GUIDE = text("enterprise.yaml");
    private static final String GUIDE_TODAY = text("control-plane.yaml");
    private static final Chart ENTERPRISE = Chart.clearmlEnterprise();
    private static final Chart TODAY = Chart.of(Chart.Name.CONTROL_PLANE);

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(HelmMigrationTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void the_guides_file_becomes_todays_and_back() {
        HelmMigration migration = HelmValues.parse(ENTERPRISE, GUIDE).migrate(Chart.Name.CONTROL_PLANE);

        assertThat(migration.values().toYaml()).isEqualTo(GUIDE_TODAY);
        assertThat(migration.values().check().findings()).noneMatch(finding -> finding.severity() != Severity.INFO);
        assertThat(migration.left()).isEmpty();
        assertThat(migration.toDecide())
                .containsExactly(
                        "controlPlane.secureAuthTokenAppGatewaySecret",
                        "controlPlane.platformManagementKey",
                        "controlPlane.platformManagementSecret");
        assertThat(migration
                        .values()
                        .migrate(Chart.Name.CLEARML_ENTERPRISE)
                        .values()
                        .toYaml())
                .isEqualTo(GUIDE);
    }

    @Test
    void names_of_the_generation_in_between_become_todays() {
        HelmMigration migration = HelmValues.parse(TODAY, """
                        klique: {cookieDomain: ml.example.com, orchestratork8sglueKey: x}
                        kliqueApplications: {enabled: true, maxPods: 20}
                        apiserver:
                          extraEnvs:
                            - {name: KLIQUE__apiserver__log_calls, value: "true"}
                        """).migrate(Chart.Name.CONTROL_PLANE);

        assertThat(migration.values().toYaml()).isEqualTo("""
                        controlPlane:
                          cookieDomain: ml.example.com
                        applications:
                          enabled: true
                          maxPods: 20
                        apiserver:
                          extraEnvs:
                            - name: CLEARML__apiserver__log_calls
                              value: "true"
                        """);
        assertThat(migration.left())
                .containsExactly(new HelmMigration.Left(
                        "klique.orchestratork8sglueKey", "not documented: check the new chart's values for it"));
    }

    @Test
    void what_could_not_be_carried_over_and_what_is_not_confirmed_is_said_without_values() {
        HelmMigration migration = HelmValues.parse(ENTERPRISE, """
                        clearml: {existingSecret: conf}
                        mckMongodb: {enabled: true, migrated: true}
                        mongodb: {enabled: false, auth: {rootPassword: a-secret}}
                        redis: {auth: {enabled: true, password: a-secret}, master: {persistence: {size: 5Gi}}}
                        webserver: {extraEnvs: [{name: WEBSERVER__fileBaseUrl, value: "https://files.ml.example.com"}]}
                        """).migrate(Chart.Name.CONTROL_PLANE);

        assertThat(migration.toString()).isEqualTo("""
                        Values of control-plane: 5 carried over, 4 left, 3 to decide
                          unconfirmed  clearml.existingSecret -> controlPlane.existingSecret
                          carried      mckMongodb.enabled -> mongodb-kubernetes.enabled
                          carried      redis.auth.enabled -> valkey.auth.enabled
                          carried      redis.auth.password -> valkey.auth.password
                          carried      webserver.extraEnvs
                          left         mckMongodb.migrated: not documented: check the new chart's values for it
                          left         mongodb.enabled: equivalent to mckMongodb.enabled, which was carried over to mongodb-kubernetes.enabled
                          left         mongodb.auth: not documented: check the new chart's values for it
                          left         redis.master: not documented: check the new chart's values for it
                          to decide    controlPlane.secureAuthTokenAppGatewaySecret
                          to decide    controlPlane.platformManagementKey
                          to decide    controlPlane.platformManagementSecret
                        """);
        assertThat(migration.values().toYaml()).contains("value: \"\\\"https://files.ml.example.com\\\"\"");
    }

    @Test
    void every_key_of_every_chart_comes_to_todays_name_and_none_of_todays_is_unknown() {
        for (Chart.Name name : Chart.Name.values()) {
            if (VendorKeys.today(name).isEmpty() || VendorKeys.generation(name) != VendorKeys.Generation.TODAY) {
                continue;
            }
            VendorKeys.of(name)
                    .forEach(row -> row.keys().stream()
                            .filter(key -> !key.isEmpty()
                                    && !row.key(VendorKeys.Generation.TODAY).isEmpty())
                            .forEach(key -> {
                                HelmMigration migration = HelmValues.parse(Chart.of(name), yaml(key))
                                        .migrate(name);
                                String today = row.key(VendorKeys.Generation.TODAY);

                                assertThat(migration.left())
                                        .as(name + " " + key)
                                        .isEmpty();
                                assertThat(ValuesTree.get(read(migration.values()), today))
                                        .as(name + " " + key)
                                        .isEqualTo("x");
                                Findings findings = new Findings("values", Map.of());
                                KeyRules.check(new Values(Chart.of(name), read(migration.values())), findings);
                                assertThat(findings.all())
                                        .as(name + " " + today)
                                        .isEmpty();
                            }));
        }
    }

    private static Map<String, Object> read(HelmValues values) {
        return YamlFile.read("values", values.toYaml()).root();
    }

    private static String yaml(String key) {
        Map<String, Object> root = new LinkedHashMap<>();
        ValuesTree.put(root, key, "x");
        return YamlText.of(root);
    }

    @Test
    void a_key_of_an_older_name_is_reported_with_todays() {
        assertThat(HelmValues.parse(TODAY, "klique: {apiserverKey: k}\nclearmlApplications: {enabled: true}")
                        .check()
                        .findings()
                        .stream()
                        .filter(finding -> finding.check().equals("renamed-key"))
                        .map(Finding::toString))
                .hasSize(2)
                .anyMatch(finding -> finding.contains("klique.apiserverKey")
                        && finding.endsWith("Write controlPlane.apiserverKey instead."))
                .anyMatch(finding -> finding.endsWith("Write applications instead."));
    }

    @Test
    void todays_file_is_judged_by_todays_names() {
        assertThat(HelmValues.parse(TODAY, """
                        controlPlane: {apiserverKey: k}
                        externalServices: {valkeyHost: v, valkeyPort: 99999}
                        apiserver: {extraEnvs: [{name: KLIQUE__x, value: "1"}], ingress: {enabled: true, hostName: a.e.com}}
                        webserver: {ingress: {enabled: true, hostName: b.e.com}}
                        """).check().findings().stream()
                        .map(finding -> finding.check() + " " + finding.what()))
                .contains(
                        "half-credentials controlPlane.apiserverSecret",
                        "database externalServices.valkeyHost",
                        "database externalServices.valkeyPort",
                        "cookie-domain controlPlane.cookieDomain",
                        "extra-env apiserver.extraEnvs[0]");
    }

    @Test
    void a_file_of_todays_names_given_as_the_old_chart_is_said_to_be_so_once() {
        assertThat(HelmValues.parse(ENTERPRISE, GUIDE_TODAY).check().findings())
                .singleElement()
                .asString()
                .contains("the keys are those of the chart control-plane");
    }

    @Test
    void values_of_one_chart_do_not_become_another_charts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmValues.parse(ENTERPRISE, GUIDE).migrate(Chart.Name.ORCHESTRATOR))
                .withMessageStartingWith("to: ");
        assertThat(List.of(Chart.Name.CLEARML, Chart.Name.CLEARML_CUSTOM_EVENTS))
                .allMatch(name -> VendorKeys.today(name).isEmpty());
    }
}
