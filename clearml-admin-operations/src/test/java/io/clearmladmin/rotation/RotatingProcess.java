package io.clearmladmin.rotation;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rotates in a process of its own, which halts at a point: no handler, no {@code finally} and no hook runs after that. */
final class RotatingProcess {

    static final int HALTED = 137;

    private RotatingProcess() {}

    public static void main(String[] args) {
        List<String> all = Arrays.asList(args);
        KeyStage.Setting setting = KeyStage.Setting.of(all.subList(0, 6));
        Path folder = Path.of(all.get(6));
        Clock clock = Clock.fixed(Instant.parse(all.get(7)), ZoneOffset.UTC);
        Path ready = Path.of(all.get(9));
        String[] where = {""};
        Points.Killing halting = new Points.Killing(Integer.parseInt(all.get(8)), () -> {
            System.out.println(where[0]);
            System.out.flush();
            Runtime.getRuntime().halt(HALTED);
        });
        setting.rotate(folder, clock, what -> {
            where[0] = what;
            if (!Files.exists(ready)) {
                ready.toFile().mkdir();
            }
            halting.at(what);
        });
    }

    /** Of this JVM, which may have modules. */
    static String classPath() {
        return List.of("java.class.path", "jdk.module.path", "surefire.test.class.path").stream()
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
