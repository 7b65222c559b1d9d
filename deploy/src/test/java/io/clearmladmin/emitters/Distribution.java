package io.clearmladmin.emitters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * The folder of a distribution: the one that {@code -Dkilled.distribution} names, as {@code mvn package} leaves it, else one that is
 * put together of the same start script and the same jars, with a jar of each folder of classes that is not packaged yet.
 */
public final class Distribution {

    private static final Path MODULE = Path.of("..", "clearml-admin-emitters");

    private Distribution() {}

    /** With its archive of classes; what is put together is so in this folder. */
    public static Path in(Path folder) {
        String packaged = System.getProperty("killed.distribution", "");
        try {
            Path home = packaged.isEmpty() ? together(folder) : Path.of(packaged);
            System.out.println("The distribution is " + (packaged.isEmpty() ? "put together" : packaged));
            Path archive = home.resolve("lib/clearml-admin-emitters.jsa");
            return Files.exists(archive) ? home : withArchive(home);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }

    private static Path together(Path folder) throws IOException {
        Path home = folder.resolve("distribution");
        Path lib = Files.createDirectories(home.resolve("lib"));
        Path script = Files.createDirectories(home.resolve("bin")).resolve("clearml-admin-emitters");
        Files.copy(MODULE.resolve("src/bin/clearml-admin-emitters"), script);
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
        jar(MODULE.resolve("target/classes"), lib.resolve("clearml-admin-emitters.jar"));
        // As the module's build has written it: what it needs at run time.
        int number = 0;
        for (String each : Files.readString(MODULE.resolve("target/run-time-path"))
                .strip()
                .split(System.getProperty("path.separator"), -1)) {
            Path entry = Path.of(each);
            if (Files.isDirectory(entry)) {
                jar(entry, lib.resolve("classes-" + number++ + ".jar"));
            } else {
                Files.copy(entry, lib.resolve(entry.getFileName()));
            }
        }
        return home;
    }

    private static void jar(Path classes, Path jar) {
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (code != 0) {
            throw new IllegalStateException(jar + " cannot be made");
        }
    }

    private static Path withArchive(Path home) throws IOException, InterruptedException {
        ProcessBuilder making =
                new ProcessBuilder(home.resolve("bin/clearml-admin-emitters").toString(), "--make-archive").inheritIO();
        making.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process made = making.start();
        if (!made.waitFor(120, TimeUnit.SECONDS) || made.exitValue() != 0) {
            made.destroyForcibly();
            throw new IllegalStateException("the archive of classes cannot be made");
        }
        return home;
    }
}
