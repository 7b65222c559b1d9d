package io.clearmladmin.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.typesafe.config.ConfigFactory;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.endpoint.Secret;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new key's file takes nobody's place until it is proved, and goes when the key is revoked. */
class PrivateFilesTest {

    @TempDir
    private Path temporary;

    private static NewKey key(String user, String label, String accessKey) {
        return new NewKey(
                new KeptKey("tenant", "Acme (EU)", user, label, accessKey),
                new Credentials(
                        accessKey,
                        Secret.of("s\"e\\c$ret of " + accessKey),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_key_is_in_use_only_when_it_is_proved_and_gone_when_it_is_revoked() throws Exception {
        Path folder = temporary.resolve("new/keys");
        CredentialStore files = CredentialStore.files(folder);
        NewKey old = key("ann", "agent", "OLD");
        files.receive(old);
        assertThat(names(folder)).containsExactly("by-key/tenant.ann.agent.old.conf");
        files.proved(old.key());
        NewKey fresh = key("ann", "agent", "NEW");
        files.receive(fresh);
        assertThat(folder.resolve("tenant.ann.agent.conf"))
                .hasSameTextualContentAs(folder.resolve("by-key/tenant.ann.agent.old.conf"));
        files.proved(fresh.key());
        files.proved(fresh.key());
        files.revoked(old.key());
        files.revoked(old.key());
        assertThat(names(folder)).containsExactly("by-key/tenant.ann.agent.new.conf", "tenant.ann.agent.conf");
        assertThat(folder.resolve("tenant.ann.agent.conf")).content().contains("\"NEW\"");
        files.revoked(fresh.key());
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void only_the_owner_may_read() throws Exception {
        CredentialStore files = CredentialStore.files(temporary);
        NewKey key = key("ann", "agent", "KEY");
        files.receive(key);
        files.proved(key.key());
        for (String name : names(temporary)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void two_users_with_one_label_have_two_files() throws Exception {
        CredentialStore files = CredentialStore.files(temporary);
        for (NewKey key : List.of(key("ann", "agent", "ANNS"), key("bob", "agent", "BOBS"))) {
            files.receive(key);
            files.proved(key.key());
        }
        assertThat(temporary.resolve("tenant.ann.agent.conf")).content().contains("\"ANNS\"");
        assertThat(temporary.resolve("tenant.bob.agent.conf")).content().contains("\"BOBS\"");
    }

    @Test
    void a_file_that_is_there_is_never_written_again() throws Exception {
        CredentialStore files = CredentialStore.files(temporary);
        files.receive(key("ann", "agent", "KEY"));
        Path file = temporary.resolve("by-key/tenant.ann.agent.key.conf");
        String before = Files.readString(file);
        assertThatThrownBy(() -> files.receive(key("ann", "agent", "KEY")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent(before);
    }

    @Test
    void a_key_whose_label_somebody_changed_is_found_when_it_is_revoked() throws Exception {
        CredentialStore files = CredentialStore.files(temporary);
        NewKey key = key("ann", "agent", "KEY");
        files.receive(key);
        files.proved(key.key());
        files.revoked(new KeptKey("tenant", "Acme (EU)", "ann", "another label", "KEY"));
        assertThat(names(temporary)).isEmpty();
    }

    @Test
    void a_key_that_is_labelled_like_another_ones_access_key_is_not_taken_for_it() throws Exception {
        CredentialStore files = CredentialStore.files(temporary);
        NewKey first = key("ann", "agent", "FIRST");
        NewKey second = key("ann", "first", "SECOND");
        for (NewKey key : List.of(first, second)) {
            files.receive(key);
            files.proved(key.key());
        }
        files.revoked(first.key());
        assertThat(names(temporary)).containsExactly("by-key/tenant.ann.first.second.conf", "tenant.ann.first.conf");
    }

    @Test
    void a_key_that_was_kept_elsewhere_is_not_put_to_use() {
        KeptKey elsewhere = key("ann", "agent", "KEY").key();
        CredentialStore files = CredentialStore.files(temporary);
        assertThatThrownBy(() -> files.proved(elsewhere))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the key was stored elsewhere, or its file was deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "123", "true", "null", "~", "日本", "a: b # c", "line\nbreak\u0007", "\ud83d"})
    void what_is_written_reads_as_what_it_is(String label) throws Exception {
        CredentialStore manifests = CredentialStore.kubernetesSecrets(temporary.resolve("yaml"), "no");
        CredentialStore files = CredentialStore.files(temporary.resolve("conf"));
        NewKey key = key("ann", label, "KEY");
        for (CredentialStore store : List.of(manifests, files)) {
            store.receive(key);
            store.proved(key.key());
        }
        String secret = key.credentials().secretKey().reveal();
        for (boolean isOwn : new boolean[] {true, false}) {
            String name = isOwn ? key.ownName() : key.key().stableName();
            String file = (isOwn ? "by-key/" : "") + name;
            JsonNode manifest = new YAMLMapper()
                    .readTree(temporary.resolve("yaml/" + file + ".yaml").toFile());
            assertThat(manifest.at("/metadata/name").isTextual()).isTrue();
            assertThat(manifest.at("/metadata/name").textValue()).isEqualTo(name);
            assertThat(manifest.at("/metadata/namespace").textValue()).isEqualTo("no");
            assertThat(manifest.at("/stringData/agentk8sglue_secret").textValue())
                    .isEqualTo(secret);
            assertThat(ConfigFactory.parseFile(
                                    temporary.resolve("conf/" + file + ".conf").toFile())
                            .getString("api.credentials.secret_key"))
                    .isEqualTo(secret);
        }
    }
}
