package io.clearmladmin.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.credentials.KeptKey;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/** A tenant with two users, each with a key that is in a folder; and what must hold of them whatever happens. */
final class KeyStage implements AutoCloseable {

    static final Duration DAY = Duration.ofDays(1);
    private static final Duration OLD = Duration.ofDays(9);
    private static final Pattern PAIR = Pattern.compile(
            "(?:access_key =|agentk8sglue_key:) \"(.*)\"\\s+(?:secret_key =|agentk8sglue_secret:) \"(.*)\"");

    final TestClock clock = new TestClock();
    final FakeClearMl fake =
            FakeClearMl.builder().edition(Edition.ENTERPRISE).clock(clock).start();
    private final Path folder;
    private final boolean asManifests;
    private final List<FakeUser> users = new ArrayList<>();
    private Map<String, String> before = Map.of();
    String tenant = "";

    KeyStage(Path folder, boolean asManifests) {
        this.folder = folder;
        this.asManifests = asManifests;
    }

    /** What a run is given: it runs here, or in a process of its own. */
    record Setting(String url, String accessKey, String secretKey, String tenant, Duration grace, boolean asManifests) {

        List<String> arguments() {
            return List.of(url, accessKey, secretKey, tenant, grace.toString(), String.valueOf(asManifests));
        }

        static Setting of(List<String> arguments) {
            return new Setting(
                    arguments.get(0),
                    arguments.get(1),
                    arguments.get(2),
                    arguments.get(3),
                    Duration.parse(arguments.get(4)),
                    Boolean.parseBoolean(arguments.get(5)));
        }

        RotationReport rotate(Path folder, Clock clock, Points points) {
            OkHttpClient http = new OkHttpClient.Builder()
                    .addInterceptor(chain ->
                            points.around(chain.request().url().encodedPath(), () -> chain.proceed(chain.request())))
                    .build();
            try (ClearMl clearml = ClearMl.builder()
                    .apiUrl(url)
                    .credentials(accessKey, secretKey)
                    .httpClient(http)
                    .build()) {
                return Rotation.builder(clearml, store(CountedFiles.of(folder, points), asManifests))
                        .grace(grace)
                        .olderThan(OLD)
                        .evenIfUsed()
                        .clock(clock)
                        .build()
                        .rotateTenant(tenant);
            } finally {
                http.dispatcher().executorService().shutdown();
                http.connectionPool().evictAll();
            }
        }
    }

    private static CredentialStore store(Path folder, boolean asManifests) {
        return asManifests ? CredentialStore.kubernetesSecrets(folder, "clearml") : CredentialStore.files(folder);
    }

    /** Back to the beginning. */
    void reset() throws Exception {
        clear(folder);
        fake.reset();
        users.clear();
        tenant = fake.addCompany("Acme (EU)");
        CredentialStore store = store(folder, asManifests);
        try (ClearMl clearml = fake.connect()) {
            for (String name : List.of("Ann", "Bob")) {
                FakeUser user = fake.addUser(name, Role.ADMIN, tenant);
                users.add(user);
                clearml.impersonating(user.id()).auth().editCredentials(user.accessKey(), "agent");
                KeptKey key = new KeptKey(tenant, "Acme (EU)", user.id(), "agent", user.accessKey());
                store.receive(new NewKey(
                        key,
                        new Credentials(
                                user.accessKey(), user.secretKey(), Optional.empty(), Optional.empty(), Map.of())));
                store.proved(key);
            }
        }
        before = contents(folder.resolve("by-key"));
        clock.forward(OLD.plus(DAY));
    }

    Setting setting(Duration grace) {
        FakeUser system = fake.systemUser();
        return new Setting(fake.url(), system.accessKey(), system.secretKey().reveal(), tenant, grace, asManifests);
    }

    /** Nothing happens to it. */
    RotationReport rotate(Duration grace) {
        return setting(grace).rotate(folder, clock, what -> {});
    }

    /** Dies at this point; how many points there were until then. */
    Points.Killing rotate(Duration grace, int point) {
        return rotate(grace, point, () -> {
            throw new Points.Killed();
        });
    }

    /** At this point, and at all after it, something happens. */
    Points.Killing rotate(Duration grace, int point, Runnable what) {
        Points.Killing points = new Points.Killing(point, what);
        try {
            setting(grace).rotate(folder, clock, points);
        } catch (Points.Killed dead) {
            assertThat(point).isPositive();
        }
        return points;
    }

    /** Whoever had a working key still has one, and no file is another's. */
    void requireNobodyLockedOut(String when) throws IOException {
        try (ClearMl clearml = fake.connect()) {
            for (FakeUser user : users) {
                Matcher pair = pair(contents(folder).getOrDefault(inUse(user), ""), when);
                assertThat(logsIn(clearml, pair))
                        .as("%s: the key in use logs in", when)
                        .isTrue();
            }
        }
        Map<String, String> now = contents(folder.resolve("by-key"));
        now.forEach((name, text) -> {
            if (before.containsKey(name)) {
                assertThat(text).as("%s: %s is as it was", when, name).isEqualTo(before.get(name));
            }
            Matcher pair = PAIR.matcher(text);
            if (pair.find()) {
                assertThat(name).as(when).contains("." + pair.group(1).toLowerCase(Locale.ROOT) + ".");
            }
        });
        before = now;
    }

    /** Each user has one key, it is in use, and nothing else is there. */
    void requireFinished(String when, int deadFilesAtMost) throws IOException {
        requireNobodyLockedOut(when);
        int living = 0;
        try (ClearMl clearml = fake.connect()) {
            for (FakeUser user : users) {
                List<CredentialInfo> keys =
                        clearml.impersonating(user.id()).auth().getCredentials().credentials();
                assertThat(keys).as("%s: keys of %s", when, user.name()).hasSize(1);
                assertThat(keys.get(0).label()).as(when).contains("agent");
                String own = inUse(user)
                        .replaceFirst(
                                "\\.agent\\.",
                                ".agent." + keys.get(0).accessKey().toLowerCase(Locale.ROOT) + ".");
                assertThat(contents(folder.resolve("by-key"))).as(when).containsKey(own);
                assertThat(pair(contents(folder).getOrDefault(inUse(user), ""), when)
                                .group(1))
                        .as(when)
                        .isEqualTo(keys.get(0).accessKey());
                living++;
            }
        }
        assertThat(contents(folder.resolve("by-key")).size() - living)
                .as("%s: files of dead keys", when)
                .isLessThanOrEqualTo(deadFilesAtMost);
    }

    private String inUse(FakeUser user) {
        return tenant + "." + user.id() + ".agent" + (asManifests ? ".yaml" : ".conf");
    }

    private static Matcher pair(String text, String when) {
        Matcher pair = PAIR.matcher(text);
        assertThat(pair.find()).as("%s: a whole file", when).isTrue();
        return pair;
    }

    private static boolean logsIn(ClearMl clearml, Matcher pair) {
        try {
            clearml.withCredentials(pair.group(1), Secret.of(pair.group(2))).claims();
            return true;
        } catch (UnauthorizedException refused) {
            return false;
        }
    }

    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return texts;
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        fake.close();
    }
}
