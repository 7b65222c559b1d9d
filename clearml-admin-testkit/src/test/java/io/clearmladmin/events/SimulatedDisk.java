package io.clearmladmin.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Does what is asked of it, and remembers each step: so what a crash between any two of them leaves can be made later. */
final class SimulatedDisk extends JournalDisk {

    private static final int SECTOR = 512;
    // Of so many sectors so many are on disk.
    private static final int CERTAIN = 3;

    private final List<Step> steps = new ArrayList<>();
    private final Map<Path, Integer> files = new HashMap<>();
    private int opened;

    /** A step, and which file it was about. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Step(Kind kind, int file, long position, byte[] bytes, Path name) {

        enum Kind {
            WRITTEN,
            TRUNCATED,
            FORCED,
            NAMED,
            NAMES_FORCED
        }

        Step cutOff(int length) {
            return new Step(kind, file, position, Arrays.copyOf(bytes, length), name);
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    private void add(Step.Kind kind, int file, long position, byte[] bytes, Path name) {
        steps.add(new Step(kind, file, position, bytes, name));
    }

    @Override
    FileChannel open(Path path) throws IOException {
        int file = files.computeIfAbsent(path, name -> opened++);
        return new WrappedFile(super.open(path)) {
            @Override
            void beforeWrite(ByteBuffer source, long position) {
                byte[] bytes = new byte[source.remaining()];
                source.duplicate().get(bytes);
                add(Step.Kind.WRITTEN, file, position, bytes, path);
            }

            @Override
            void beforeTruncate(long size) {
                add(Step.Kind.TRUNCATED, file, size, new byte[0], path);
            }

            @Override
            void beforeForce() {
                add(Step.Kind.FORCED, file, 0, new byte[0], path);
            }
        };
    }

    @Override
    void rename(Path from, Path to) throws IOException {
        super.rename(from, to);
        int file = Objects.requireNonNull(files.remove(from), "was opened");
        files.put(to, file);
        add(Step.Kind.NAMED, file, 0, new byte[0], to);
    }

    @Override
    void forceFolder(Path folder) throws IOException {
        add(Step.Kind.NAMES_FORCED, -1, 0, new byte[0], folder);
        super.forceFolder(folder);
    }

    /** What stands under a file's name if the process is killed after these steps; the last write may be cut off. */
    static void afterKill(List<Step> steps, Path file, Random random) throws IOException {
        List<Step> done = new ArrayList<>(steps);
        int last = done.size() - 1;
        if (last >= 0 && done.get(last).kind() == Step.Kind.WRITTEN && random.nextBoolean()) {
            done.set(last, done.get(last).cutOff(random.nextInt(done.get(last).bytes().length + 1)));
        }
        make(done, Integer.MAX_VALUE, file, random);
    }

    /** What stands there if the power fails: of what was not forced, each sector may be on disk or not. */
    static void afterPowerFailure(List<Step> steps, Path file, Random random) throws IOException {
        make(steps, random.nextInt(CERTAIN + 1), file, random);
    }

    // How likely it is that a sector which was not forced is on disk: none of them, some, or all.
    private static void make(List<Step> steps, int likely, Path file, Random random) throws IOException {
        Map<Integer, byte[]> contents = new HashMap<>();
        int named = -1;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean isSure = likely > CERTAIN || isForced(steps, i);
            byte[] old = contents.getOrDefault(step.file(), new byte[0]);
            switch (step.kind()) {
                case WRITTEN -> contents.put(step.file(), written(old, step, isSure ? CERTAIN : likely, random));
                case TRUNCATED -> {
                    if (isSure || random.nextBoolean()) {
                        contents.put(step.file(), Arrays.copyOf(old, (int) Math.min(old.length, step.position())));
                    }
                }
                case NAMED -> {
                    if (isSure || random.nextBoolean()) {
                        named = step.file();
                    }
                }
                default -> {
                    // It was looked for above.
                }
            }
        }
        if (named >= 0) {
            Files.write(file, contents.getOrDefault(named, new byte[0]));
        }
    }

    private static boolean isForced(List<Step> steps, int index) {
        Step step = steps.get(index);
        return steps.stream()
                .skip(index)
                .anyMatch(later -> step.kind() == Step.Kind.NAMED
                        ? later.kind() == Step.Kind.NAMES_FORCED
                        : later.kind() == Step.Kind.FORCED && later.file() == step.file());
    }

    private static byte[] written(byte[] old, Step step, int likely, Random random) {
        byte[] now = old;
        int at = (int) step.position();
        for (int from = 0; from < step.bytes().length; ) {
            int to = Math.min(step.bytes().length, (at + from) / SECTOR * SECTOR + SECTOR - at);
            if (random.nextInt(CERTAIN) < likely) {
                now = now.length < at + to ? Arrays.copyOf(now, at + to) : now.clone();
                System.arraycopy(step.bytes(), from, now, at + from, to - from);
            }
            from = to;
        }
        return now;
    }
}
