package io.clearmladmin.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A rotation that is killed at any call to the server or any operation on a file, before or after it, locks nobody out, loses
 * no secret and is finished by the next one.
 */
class KilledRotationTest {

    private static final long LONGEST_SECONDS = 60;
    // A process takes a second; at each point, the thread of this one is interrupted.
    private static final int POINTS_OF_A_PROCESS = 5;

    @TempDir
    private Path temporary;

    private static long seed() {
        long seed = Long.getLong("rotation.seed", System.nanoTime());
        System.out.println("seed " + seed);
        return seed;
    }

    private Path folder() throws Exception {
        return Files.createDirectories(temporary.resolve("keys"));
    }

    /** What dies at a point, and where that was. */
    private interface Death {
        String at(KeyStage stage, Duration grace, int point) throws Exception;
    }

    private static String here(KeyStage stage, Duration grace, int point) {
        return stage.rotate(grace, point).where();
    }

    private static void begin(KeyStage stage, Duration grace, boolean isSecondRun) throws Exception {
        stage.reset();
        if (isSecondRun) {
            stage.rotate(grace);
            stage.clock.forward(KeyStage.DAY.multipliedBy(2));
        }
    }

    private static void killed(KeyStage stage, Duration grace, boolean isSecondRun, int point, Death death)
            throws Exception {
        begin(stage, grace, isSecondRun);
        finish(stage, grace, "killed at point " + point + ", " + death.at(stage, grace, point));
    }

    private static void finish(KeyStage stage, Duration grace, String when) throws Exception {
        stage.requireNobodyLockedOut(when);
        stage.rotate(grace);
        stage.requireNobodyLockedOut(when + ", after the next run");
        stage.clock.forward(KeyStage.DAY.multipliedBy(2));
        stage.rotate(grace);
        stage.requireFinished(when + ", at the end", 2);
    }

    private static int points(KeyStage stage, Duration grace, boolean isSecondRun) throws Exception {
        begin(stage, grace, isSecondRun);
        return stage.rotate(grace, 0).count();
    }

    @Test
    void a_rotation_that_nothing_happens_to_leaves_one_key_and_its_two_files() throws Exception {
        for (boolean asManifests : new boolean[] {false, true}) {
            try (KeyStage stage = new KeyStage(folder(), asManifests)) {
                stage.reset();
                assertThat(stage.rotate(KeyStage.DAY).isComplete()).isTrue();
                stage.requireNobodyLockedOut("in between");
                stage.clock.forward(KeyStage.DAY.multipliedBy(2));
                assertThat(stage.rotate(KeyStage.DAY).isComplete()).isTrue();
                stage.requireFinished("at the end", 0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"PT24H, false, false, 7", "PT24H, true, true, 9", "PT0S, false, true, 13"})
    void interrupted_at_some_points_it_locks_nobody_out(
            Duration grace, boolean isSecondRun, boolean asManifests, int step) throws Exception {
        try (KeyStage stage = new KeyStage(folder(), asManifests)) {
            int points = points(stage, grace, isSecondRun);
            assertThat(points).isGreaterThan(30);
            int tried = 0;
            for (int point = 1; point <= points; point += step) {
                killed(stage, grace, isSecondRun, point, KilledRotationTest::here);
                tried++;
            }
            System.out.printf(
                    "Cut off at %d of %d points, grace %s, second run %s%n", tried, points, grace, isSecondRun);
        }
    }

    @ParameterizedTest
    @Tag("long")
    @CsvSource({"PT24H, false, true", "PT24H, true, false", "PT0S, false, false"})
    void interrupted_at_every_point_it_locks_nobody_out(Duration grace, boolean isSecondRun, boolean asManifests)
            throws Exception {
        interrupted_at_some_points_it_locks_nobody_out(grace, isSecondRun, asManifests, 1);
    }

    @Test
    void of_two_runs_at_a_time_one_gives_way_and_nobody_is_locked_out() throws Exception {
        twoRuns(KeyStage.DAY, 8);
    }

    @Test
    @Tag("long")
    void of_two_runs_at_a_time_whenever_the_second_comes_one_gives_way() throws Exception {
        twoRuns(KeyStage.DAY, 1);
        twoRuns(Duration.ZERO, 1);
    }

    // The second run begins and ends while the first stands still at a point.
    private void twoRuns(Duration grace, int step) throws Exception {
        try (KeyStage stage = new KeyStage(folder(), false)) {
            int points = points(stage, grace, false);
            for (int point = 1; point <= points; point += step) {
                begin(stage, grace, false);
                AtomicBoolean isOver = new AtomicBoolean();
                String where = stage.rotate(grace, point, () -> {
                            if (!isOver.getAndSet(true)) {
                                stage.rotate(grace);
                            }
                        })
                        .where();
                finish(stage, grace, "a second run at point " + point + ", " + where);
            }
            System.out.printf("A second run came at points 1 to %d, grace %s%n", points, grace);
        }
    }

    @Test
    @Tag("long")
    void a_second_run_that_is_killed_while_the_first_goes_on_locks_nobody_out() throws Exception {
        long seed = seed();
        Random random = new Random(seed);
        try (KeyStage stage = new KeyStage(folder(), false)) {
            int points = points(stage, KeyStage.DAY, false);
            for (int i = 0; i < 100; i++) {
                int first = 1 + random.nextInt(points);
                int second = 1 + random.nextInt(points);
                begin(stage, KeyStage.DAY, false);
                AtomicBoolean isOver = new AtomicBoolean();
                stage.rotate(KeyStage.DAY, first, () -> {
                    if (!isOver.getAndSet(true)) {
                        stage.rotate(KeyStage.DAY, second);
                    }
                });
                finish(stage, KeyStage.DAY, "seed " + seed + ": killed at " + second + " while another is at " + first);
            }
        }
    }

    @Test
    void a_process_that_is_killed_at_some_points_locks_nobody_out() throws Exception {
        try (KeyStage stage = new KeyStage(folder(), false)) {
            int points = points(stage, KeyStage.DAY, false);
            Random random = new Random(7);
            for (int i = 0; i < 2; i++) {
                int point = 1 + random.nextInt(points);
                killed(stage, KeyStage.DAY, false, point, this::process);
            }
        }
    }

    @Test
    @Tag("long")
    void a_process_that_is_killed_at_every_fifth_point_locks_nobody_out() throws Exception {
        int first = 1 + new Random(seed()).nextInt(POINTS_OF_A_PROCESS);
        try (KeyStage stage = new KeyStage(folder(), true)) {
            int points = points(stage, Duration.ZERO, false);
            for (int point = first; point <= points; point += POINTS_OF_A_PROCESS) {
                killed(stage, Duration.ZERO, false, point, this::process);
            }
            System.out.printf("A process was halted at each fifth of %d points from %d%n", points, first);
        }
    }

    @Test
    @Tag("long")
    void a_process_that_is_killed_at_any_time_locks_nobody_out() throws Exception {
        Random random = new Random(seed());
        try (KeyStage stage = new KeyStage(folder(), false)) {
            int kills = 0;
            for (int i = 0; i < 20; i++) {
                long millis = random.nextInt(300);
                killed(stage, KeyStage.DAY, false, 0, (its, time, none) -> {
                    Process child = child(its, time, 0);
                    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
                    Path ready = temporary.resolve("ready");
                    while (!Files.exists(ready) && child.isAlive() && System.nanoTime() < end) {
                        TimeUnit.MILLISECONDS.sleep(1);
                    }
                    TimeUnit.MILLISECONDS.sleep(millis);
                    child.destroyForcibly().waitFor();
                    return millis + " ms after its first call";
                });
                kills++;
            }
            System.out.printf("A process was killed %d times%n", kills);
        }
    }

    private String process(KeyStage stage, Duration grace, int point) throws Exception {
        Process child = child(stage, grace, point);
        assertThat(child.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue())
                .as(() -> read(temporary.resolve("child.log")))
                .isEqualTo(RotatingProcess.HALTED);
        return read(temporary.resolve("child.log")).strip();
    }

    private Process child(KeyStage stage, Duration grace, int point) throws Exception {
        Files.deleteIfExists(temporary.resolve("ready"));
        KeyStage.Setting setting = stage.setting(grace);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m",
                "-cp",
                RotatingProcess.classPath(),
                RotatingProcess.class.getName()));
        command.addAll(setting.arguments());
        command.addAll(List.of(
                folder().toString(),
                stage.clock.instant().toString(),
                String.valueOf(point),
                temporary.resolve("ready").toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("child.log").toFile())
                .start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
