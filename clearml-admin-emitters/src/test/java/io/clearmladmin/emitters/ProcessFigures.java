package io.clearmladmin.emitters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the operating system says of an emitter's process, and what it says of its heap itself. Needs Linux. */
final class ProcessFigures {

    private static final Pattern HEAP =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} ([-+.\\dE]+)$");
    private static final int KIB = 1024;

    private final EmitterProcess emitter;

    ProcessFigures(EmitterProcess emitter) {
        this.emitter = emitter;
    }

    /** The time that it had on all processors. */
    Duration cpu() {
        return emitter.process().toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** What it has in memory, shared libraries included. */
    int residentMiB() {
        return number("VmRSS") / KIB;
    }

    /** The most that it ever had in memory. */
    int peakMiB() {
        return number("VmHWM") / KIB;
    }

    int threads() {
        return number("Threads");
    }

    int descriptors() {
        try (Stream<Path> open = Files.list(folder().resolve("fd"))) {
            return (int) open.count();
        } catch (IOException gone) {
            throw new IllegalStateException(emitter.log(), gone);
        }
    }

    /** The heap in use, what nobody needs any more included, by its own page. */
    double heapMiB() throws IOException, InterruptedException {
        Matcher pool = HEAP.matcher(emitter.answer("/metrics", "jvm_memory_used_bytes"));
        double bytes = 0;
        while (pool.find()) {
            bytes += Double.parseDouble(pool.group(1));
        }
        return bytes / KIB / KIB;
    }

    /** The heap in use after a whole collection. */
    double heapAfterCollectionMiB() throws IOException, InterruptedException {
        Process collect = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(emitter.process().pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!collect.waitFor(60, TimeUnit.SECONDS) || collect.exitValue() != 0) {
            throw new IllegalStateException("jcmd does not reach the process");
        }
        return heapMiB();
    }

    private Path folder() {
        return Path.of("/proc", String.valueOf(emitter.process().pid()));
    }

    private int number(String name) {
        try (Stream<String> lines = Files.lines(folder().resolve("status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException gone) {
            throw new IllegalStateException(emitter.log(), gone);
        }
    }
}
