package io.clearmladmin.k8s.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Leads pods through their lives by a seed: each is made, may run, may end well or not, and most are deleted at some time. */
final class Lives {

    /** Where they live. */
    interface Cluster {
        /** Makes a pod, returns its uid. */
        String create(int number);

        void running(int number, String uid, Instant started);

        void ended(int number, String uid, Instant started, Instant finished, int exitCode);

        void delete(int number, String uid);
    }

    private final Cluster cluster;
    private final Truth truth;
    private final Random random;

    Lives(Cluster cluster, Truth truth, long seed) {
        this.cluster = cluster;
        this.truth = truth;
        this.random = new Random(seed);
    }

    private final class Life {

        private final int number;
        private String uid = "";
        private Instant started = Instant.EPOCH;
        private int step;
        private final boolean runs = random.nextInt(10) > 0;
        private final boolean ends = random.nextInt(10) > 0;
        private final int exitCode = random.nextInt(4) == 0 ? 1 : 0;
        private final boolean isDeleted = random.nextInt(10) > 0;

        private Life(int number) {
            this.number = number;
        }

        /** Makes a step; whether there are more. */
        private boolean step() {
            switch (step++) {
                case 0 -> {
                    uid = cluster.create(number);
                    truth.happened(uid, "pod.pending");
                }
                case 1 -> run();
                case 2 -> end();
                default -> {
                    if (isDeleted) {
                        cluster.delete(number, uid);
                        truth.happened(uid, "pod.deleted");
                    }
                    return false;
                }
            }
            return true;
        }

        private void run() {
            if (runs) {
                started = Instant.now();
                cluster.running(number, uid, started);
                truth.happened(uid, "pod.running");
            }
        }

        private void end() {
            if (runs && ends) {
                cluster.ended(number, uid, started, Instant.now(), exitCode);
                truth.happened(uid, exitCode == 0 ? "pod.succeeded" : "pod.failed");
            }
        }
    }

    /** Leads so many through, so many at a time in any order, with so long a pause between two steps. */
    void lead(int pods, int atATime, long pauseNanos) {
        List<Life> alive = new ArrayList<>();
        int made = 0;
        while (made < pods || !alive.isEmpty()) {
            if (made < pods && (alive.isEmpty() || (alive.size() < atATime && random.nextInt(3) == 0))) {
                alive.add(new Life(made++));
            }
            int one = random.nextInt(alive.size());
            if (!alive.get(one).step()) {
                alive.remove(one);
            }
            LockSupport.parkNanos(pauseNanos);
        }
    }
}
