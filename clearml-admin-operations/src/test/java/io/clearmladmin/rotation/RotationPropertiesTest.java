package io.clearmladmin.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.credentials.KeptKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever tenants, users and labels are called, and however a store fails, whoever had a working key has one. */
class RotationPropertiesTest {

    private static final Pattern PAIR =
            Pattern.compile("(?:access_key =|agentk8sglue_key:) \"(.*)\"\\s+(?:secret_key =|agentk8sglue_secret:)");
    private static final Duration OLD = Duration.ofDays(90);
    private static final List<String> TEXTS = List.of(
            "agent",
            "Agent",
            "AGENT",
            "a-b",
            "a",
            "b-c",
            "c",
            "a--b",
            "日本",
            "中国",
            "Acme (EU)",
            "acme-eu",
            "123",
            "true",
            "null",
            "-",
            "é",
            "e\u0301",
            "Ω≈ç√",
            "😀",
            "a\nb",
            "a\u0000b",
            "../../etc/passwd",
            "a.b",
            "a/b",
            "x (replaced yesterday)",
            "x (replacing nothing at all)",
            "# \"quoted\" \\ 'label'",
            "very long ".repeat(40),
            "z".repeat(300));

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    /** The keys that worked before: of each user, their labels. */
    private final Map<FakeUser, Map<String, String>> users = new HashMap<>();

    static LongStream few() {
        return LongStream.rangeClosed(1, 5);
    }

    static LongStream many() {
        return LongStream.rangeClosed(6, 100);
    }

    @ParameterizedTest
    @MethodSource("few")
    void nobody_is_locked_out(long seed) throws Exception {
        Random random = new Random(seed);
        try (FakeClearMl fake = FakeClearMl.builder()
                        .edition(Edition.ENTERPRISE)
                        .clock(clock)
                        .start();
                ClearMl clearml = fake.connect()) {
            List<String> tenants = people(fake, clearml, random);
            clock.forward(OLD.plusDays(1));
            boolean asManifests = random.nextBoolean();
            CredentialStore files =
                    asManifests ? CredentialStore.kubernetesSecrets(folder, "clearml") : CredentialStore.files(folder);
            Duration grace = random.nextBoolean() ? Duration.ZERO : Duration.ofDays(1);
            FailingStores failing = new FailingStores(files, random, 0.3);
            for (int run = 0; run < 3; run++) {
                for (String tenant : tenants) {
                    Set<String> before = finishedKeys(clearml, tenant);
                    RotationReport report = rotation(clearml, failing, grace).rotateTenant(tenant);
                    assertThat(report.keys())
                            .extracting(RotatedKey::accessKey)
                            .as("seed %s: what the report says", seed)
                            .containsAll(before);
                    requireNobodyLockedOut(clearml, asManifests, "seed " + seed + ", run " + run);
                }
                clock.forward(Duration.ofDays(2));
            }
            assertThat(failing.failures).isPositive();
            for (int run = 0; run < 2; run++) {
                for (String tenant : tenants) {
                    assertThat(rotation(clearml, files, grace)
                                    .rotateTenant(tenant)
                                    .isComplete())
                            .isTrue();
                    requireNobodyLockedOut(clearml, asManifests, "seed " + seed + ", in the end");
                }
                clock.forward(Duration.ofDays(2));
            }
            requireAllInStore(clearml, asManifests, seed);
        }
    }

    @ParameterizedTest
    @Tag("long")
    @MethodSource("many")
    void nobody_is_locked_out_by_many_more(long seed) throws Exception {
        nobody_is_locked_out(seed);
    }

    private Rotation rotation(ClearMl clearml, CredentialStore store, Duration grace) {
        return Rotation.builder(clearml, store)
                .olderThan(OLD)
                .evenIfUsed()
                .grace(grace)
                .clock(clock)
                .build();
    }

    private static String any(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private List<String> people(FakeClearMl fake, ClearMl clearml, Random random) {
        List<String> tenants = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            String tenant = fake.addCompany(any(random));
            tenants.add(tenant);
            for (int u = 0; u < 2; u++) {
                FakeUser user = fake.addUser(any(random), Role.ADMIN, tenant);
                Map<String, String> labels = new HashMap<>(Map.of(user.accessKey(), "rotated"));
                for (int k = random.nextInt(3); k > 0; k--) {
                    String label = any(random);
                    CreateCredentials request =
                            CreateCredentials.builder().label(label).build();
                    labels.put(
                            clearml.impersonating(user.id())
                                    .auth()
                                    .createCredentials(request)
                                    .accessKey(),
                            label);
                }
                users.put(user, labels);
            }
        }
        return tenants;
    }

    private static List<CredentialInfo> keys(ClearMl clearml, FakeUser user) {
        return clearml.impersonating(user.id()).auth().getCredentials().credentials();
    }

    // Those that are being created are reported with the keys that they replace.
    private Set<String> finishedKeys(ClearMl clearml, String tenant) {
        return users.keySet().stream()
                .filter(user -> user.company().equals(tenant))
                .flatMap(user -> keys(clearml, user).stream())
                .filter(key -> !key.label().orElse("").contains(" (replacing "))
                .map(CredentialInfo::accessKey)
                .collect(Collectors.toSet());
    }

    // Each key from before works, unless another key replaced it; a file in use is no dead key's; and of a key
    // that was created and proved since, the secret is in the store.
    private void requireNobodyLockedOut(ClearMl clearml, boolean asManifests, String when) throws Exception {
        Map<String, String> inUse = KeyStage.contents(folder);
        Set<String> stored = stored();
        for (Map.Entry<FakeUser, Map<String, String>> user : users.entrySet()) {
            Map<String, CredentialInfo> living = new HashMap<>();
            keys(clearml, user.getKey()).forEach(key -> living.put(key.accessKey(), key));
            user.getValue().forEach((accessKey, label) -> {
                String text = inUse.get(name(user.getKey(), label, asManifests));
                if (text != null) {
                    assertThat(living)
                            .as("%s: file in use of '%s'", when, label)
                            .containsKey(accessKey(text));
                } else {
                    assertThat(living).as("%s: key '%s'", when, label).containsKey(accessKey);
                }
            });
            assertThat(stored)
                    .as("%s: secrets of keys that were proved", when)
                    .containsAll(living.values().stream()
                            .filter(key -> key.lastUsed().isPresent())
                            .map(CredentialInfo::accessKey)
                            .toList());
        }
    }

    private Set<String> stored() throws Exception {
        return contentsOfOwn().values().stream()
                .map(RotationPropertiesTest::accessKey)
                .collect(Collectors.toSet());
    }

    private Map<String, String> contentsOfOwn() throws Exception {
        Path own = folder.resolve("by-key");
        return own.toFile().isDirectory() ? KeyStage.contents(own) : Map.of();
    }

    private static String name(FakeUser user, String label, boolean asManifests) {
        return new KeptKey(user.company(), "", user.id(), label, "KEY").stableName()
                + (asManifests ? ".yaml" : ".conf");
    }

    private static String accessKey(String text) {
        Matcher pair = PAIR.matcher(text);
        return pair.find() ? pair.group(1) : "";
    }

    private void requireAllInStore(ClearMl clearml, boolean asManifests, long seed) throws Exception {
        Set<String> stored = stored();
        Map<String, String> inUse = KeyStage.contents(folder);
        for (FakeUser user : users.keySet()) {
            assertThat(keys(clearml, user))
                    .as("seed %s: keys of %s", seed, user.name())
                    .allSatisfy(key -> {
                        assertThat(stored).contains(key.accessKey());
                        assertThat(inUse).containsKey(name(user, key.label().orElseThrow(), asManifests));
                    });
        }
    }
}
