package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private int run(FakeClearMl fake, ClearMl clearml) {
        return Quickstart.run(out, clearml, fake.url(), "a test's");
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void it_does_the_whole_job_and_leaves_nothing_behind(Edition edition) {
        try (FakeClearMl fake = FakeClearMl.start(edition);
                ClearMl clearml = fake.connect()) {
            assertThat(run(fake, clearml)).isEqualTo(Quickstart.DONE);
            assertThat(text())
                    .contains(edition + " server")
                    .contains("rotate: revoke the old one")
                    .containsPattern("the old one is refused\\s+\\d+ ms   yes")
                    .contains("Nothing is left behind")
                    .contains("secret ***");
            assertThat(fake.recordedCalls("auth.create_credentials")).hasSize(2);
            assertThat(fake.recordedCalls("auth.revoke_credentials")).hasSize(2);
            String made = edition == Edition.ENTERPRISE ? "tenants.delete_tenant" : "users.delete";
            assertThat(fake.recordedCalls(made)).hasSize(1);
        }
    }

    @Test
    void without_the_right_to_create_users_it_continues_with_the_callers_own_keys() {
        try (FakeClearMl fake = FakeClearMl.start();
                ClearMl clearml = fake.connect(fake.addUser("Ann", Role.USER))) {
            assertThat(run(fake, clearml)).isEqualTo(Quickstart.DONE);
            assertThat(text()).contains("role user may not create users");
            assertThat(fake.recordedCalls("auth.revoke_credentials")).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auth.create_user", "auth.create_credentials", "auth.edit_credentials", "auth.get_credentials"})
    void a_failed_step_is_reported_and_what_was_created_is_cleaned_up(String endpoint) {
        try (FakeClearMl fake = FakeClearMl.start();
                ClearMl clearml = fake.connect()) {
            fake.inject(Fault.refusal(400, 1).on(endpoint).times(1));
            assertThat(run(fake, clearml)).isEqualTo(Quickstart.FAILED);
            assertThat(text()).contains("FAILED").contains("Failed: " + endpoint + ": 400/1");
            assertThat(fake.recordedCalls("users.delete")).hasSameSizeAs(fake.recordedCalls("auth.create_user"));
            assertThat(fake.recordedCalls("auth.revoke_credentials"))
                    .hasSameSizeAs(fake.recordedCalls("auth.create_credentials"));
        }
    }

    @Test
    void what_could_not_be_cleaned_up_is_named() {
        try (FakeClearMl fake = FakeClearMl.start();
                ClearMl clearml = fake.connect()) {
            fake.inject(Fault.refusal(403, 20).on("users.delete"));
            assertThat(run(fake, clearml)).isEqualTo(Quickstart.FAILED);
            assertThat(text()).containsPattern("Left behind; remove by hand:\\s+user quickstart-");
            assertThat(fake.recordedCalls()).extracting(Execution::endpoint).doesNotContain("users.delete");
        }
    }
}
