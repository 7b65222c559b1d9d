package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key in files that are replaced while the client works. */
class KeyFilesTest {

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final FakeUser user = fake.addUser("robot", Role.ROOT);

    @TempDir
    private Path folder;

    private Path key;
    private Path secret;

    @BeforeEach
    void writeFirstKey() throws IOException {
        key = folder.resolve("key");
        secret = folder.resolve("secret");
        write(user.accessKey(), user.secretKey().reveal());
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private void write(String accessKey, String secretKey) throws IOException {
        Files.writeString(key, accessKey + "\n");
        Files.writeString(secret, secretKey + "\n");
    }

    // Who rotates it is somebody else.
    private void rotate(String old) throws IOException {
        try (ClearMl other = fake.connect(user)) {
            Credentials created = other.auth()
                    .createCredentials(CreateCredentials.builder().label("next").build());
            write(created.accessKey(), created.secretKey().reveal());
            assertThat(other.auth().revokeCredentials(old)).isOne();
        }
    }

    @Test
    void a_new_key_is_used_for_the_next_login() throws IOException {
        try (ClearMl clearml =
                ClearMl.builder().apiUrl(fake.url()).credentials(key, secret).build()) {
            String first = clearml.accessKey();
            assertThat(clearml.claims().identity()).isPresent();
            rotate(first);

            // A view of a tenant logs in for itself.
            ClearMl inTenant = clearml.inTenant(FakeClearMl.DEFAULT_COMPANY);
            assertThat(inTenant.claims().identity()).isPresent();
            assertThat(inTenant.accessKey())
                    .isNotEqualTo(first)
                    .isEqualTo(Files.readString(key).strip());
        }
    }

    @Test
    void a_new_key_is_used_for_the_next_call_where_each_call_carries_it() throws IOException {
        try (ClearMl clearml = ClearMl.builder()
                .apiUrl(fake.url())
                .credentials(key, secret)
                .basicAuth()
                .build()) {
            assertThat(clearml.system().getCompanies(CompanyQuery.builder().build()))
                    .isNotEmpty();
            rotate(clearml.accessKey());
            assertThat(clearml.system().getCompanies(CompanyQuery.builder().build()))
                    .isNotEmpty();
        }
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        assertThatThrownBy(() -> ClearMl.builder()
                        .apiUrl(fake.url())
                        .credentials(folder.resolve("absent"), secret)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("absent: cannot be read");
    }
}
