package io.clearmladmin.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An inventory of many tenants is quick, and needs little memory. */
class InventoryOfManyTenantsTest {

    private static final int TENANTS = 10_000;

    @Test
    @Tag("long")
    void ten_thousand_tenants_are_published_by_a_process_with_a_heap_of_64_mebibytes() throws Exception {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            for (int i = 0; i < TENANTS; i++) {
                clearml.system().updateCompanyCustomEventsConfig(fake.addCompany("team-" + i), fields(i));
            }
            String published = run(fake);
            System.out.println("Inventory of " + TENANTS + " tenants with user counts, 4 at a time: " + published);
            assertThat(published)
                    .startsWith("published " + TENANTS + ", emitted " + (TENANTS + 1) + ", whole true")
                    .contains("events/s, heap ");
        }
    }

    private static Map<String, Object> fields(int i) {
        return Map.of(
                "service_instance_id", "id-" + i,
                "service_instance_name", "Team " + i,
                "service_instance_customer_tenant_name", "customer-" + i % 100,
                "service_instance_customer_space_name", "space-" + i % 1000,
                "service_instance_customer_space_id", "space-id-" + i % 1000,
                "parameters_connection_points", List.of("eu-" + i % 3, "us-" + i % 5));
    }

    private static String run(FakeClearMl fake) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                InventoryProcess.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "CLEARML_API_HOST", fake.url(),
                        "CLEARML_API_ACCESS_KEY", fake.systemUser().accessKey(),
                        "CLEARML_API_SECRET_KEY", fake.systemUser().secretKey().reveal()));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            String published = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            return published.lines().reduce((first, last) -> last).orElse("");
        } finally {
            process.destroyForcibly();
        }
    }

    // The tests run on the module path; the process needs no modules.
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                "target/test-classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""));
    }
}
