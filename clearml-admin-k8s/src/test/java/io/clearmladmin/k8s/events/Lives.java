package io.clearmladmin.k8s.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Leads pods through their lives by a seed: each is made, may run, be started again in its place, end well or not, or be
 * evicted, lose its label for a while or for ever, and most are deleted at some time.
 */
final class Lives {

    /** What a pod requests, and how many GPUs that is. */
    enum Gpu {
        NONE("", 0, "0"),
        ONE("nvidia.com/gpu", 1, "1"),
        TWO("nvidia.com/gpu", 2, "2"),
        EIGHT("amd.com/gpu", 8, "8"),
        PARTS("nvidia.com/mig-1g.10gb", 2, "0.285714286");

        final String resource;
        final int count;
        final BigDecimal gpus;

        Gpu(String resource, int count, String gpus) {
            this.resource = resource;
            this.count = count;
            this.gpus = new BigDecimal(gpus);
        }
    }

    /** What becomes of a pod that is not just deleted. */
    enum Ending {
        WELL("pod.succeeded", 0),
        BADLY("pod.failed", 1),
        /** The kubelet stops its containers, and says when. */
        EVICTED("pod.evicted", 137),
        /** Its status says so, and nothing of its containers. */
        EVICTED_SILENTLY("pod.evicted", 0),
        NONE("", 0);

        final String type;
        final int exitCode;

        Ending(String type, int exitCode) {
            this.type = type;
            this.exitCode = exitCode;
        }
    }

    /** What a pod is, and what will become of it. One that is started again has no sidecar. */
    record Plan(int number, Gpu gpu, boolean hasSidecar, int restarts, Ending ending) {}

    /** A run of the task's container: so many came before it, and of the last of these, when it began and ended. */
    record Run(
            int before,
            Instant started,
            @Nullable Instant startedBefore,
            @Nullable Instant finishedBefore) {}

    /** Where they live. */
    interface Cluster {
        /** Makes a pod, returns its uid. */
        String create(Plan plan);

        void running(Plan plan, String uid, Run run);

        /** The task's container has ended badly, and will be started again. */
        void crashed(Plan plan, String uid, Run run, Instant finished);

        /** By its ending; its sidecar, if it has one, runs on. */
        void ended(Plan plan, String uid, @Nullable Run run, Instant finished);

        /** The last of its containers has ended, too. */
        void sidecarEnded(Plan plan, String uid, Run run, Instant finished);

        void unlabel(Plan plan, String uid);

        void label(Plan plan, String uid);

        void delete(Plan plan, String uid);
    }

    private static final List<Gpu> GPUS = List.of(Gpu.values());

    private final Cluster cluster;
    private final Truth truth;
    private final Random random;

    Lives(Cluster cluster, Truth truth, long seed) {
        this.cluster = cluster;
        this.truth = truth;
        this.random = new Random(seed);
    }

    // What a status says, to its precision.
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private final class Life {

        private final Plan plan;
        private final Deque<Runnable> steps = new ArrayDeque<>();
        private String uid = "";
        private String state = "pod.pending";
        private boolean isLabelled = true;
        private boolean isEnded;
        // That stays so.
        private boolean isEndedUnlabelled;
        private @Nullable Run run;
        private @Nullable Instant finished;

        private Life(int number) {
            boolean runs = !oneIn(10);
            Ending ending = oneIn(10) ? Ending.NONE : ending();
            int restarts = oneIn(5) ? 1 + random.nextInt(2) : 0;
            plan = new Plan(
                    number,
                    GPUS.get(random.nextInt(GPUS.size())),
                    restarts == 0 && oneIn(4),
                    restarts,
                    runs || ending == Ending.EVICTED_SILENTLY ? ending : Ending.NONE);
            List<Runnable> all = new ArrayList<>();
            all.add(this::create);
            if (runs) {
                all.add(this::run);
                for (int restart = 0; restart < restarts; restart++) {
                    all.add(this::crash);
                    all.add(this::run);
                }
            }
            if (plan.ending() != Ending.NONE) {
                all.add(this::end);
            }
            boolean isOfSidecar = plan.ending() == Ending.WELL || plan.ending() == Ending.BADLY;
            if (isOfSidecar && plan.hasSidecar() && oneIn(2)) {
                all.add(this::endSidecar);
            }
            if (oneIn(5)) {
                int at = 1 + random.nextInt(all.size());
                all.add(at, this::unlabel);
                if (!oneIn(3)) {
                    all.add(at + 1 + random.nextInt(all.size() - at), this::label);
                }
            }
            if (!oneIn(10)) {
                all.add(this::delete);
            }
            steps.addAll(all);
        }

        private Ending ending() {
            int dice = random.nextInt(16);
            return dice < 3
                    ? Ending.BADLY
                    : dice == 3 ? Ending.EVICTED : dice < 6 ? Ending.EVICTED_SILENTLY : Ending.WELL;
        }

        /** Makes a step; whether there are more. */
        private boolean step() {
            steps.remove().run();
            return !steps.isEmpty();
        }

        private void create() {
            Instant asked = Instant.now();
            uid = cluster.create(plan);
            truth.made(uid, plan.gpu().gpus);
            truth.happened(uid, state, asked, false);
        }

        private void run() {
            Instant asked = Instant.now();
            Run before = run;
            run = before == null
                    ? new Run(0, now(), null, null)
                    : new Run(before.before() + 1, now(), before.started(), finished);
            truth.started(uid, run.started());
            cluster.running(plan, uid, run);
            become("pod.running", asked);
        }

        private void crash() {
            Run crashed = Objects.requireNonNull(run);
            finished = now();
            if (crashed.before() == 1) {
                truth.firstStartOver(uid);
            }
            cluster.crashed(plan, uid, crashed, finished);
        }

        private void end() {
            Instant asked = Instant.now();
            boolean isSaid = plan.ending() != Ending.EVICTED_SILENTLY;
            finished = now();
            isEnded = true;
            truth.ended(uid, isSaid ? finished : asked, isSaid);
            cluster.ended(plan, uid, run, finished);
            become(plan.ending().type, asked);
        }

        private void endSidecar() {
            cluster.sidecarEnded(plan, uid, Objects.requireNonNull(run), Objects.requireNonNull(finished));
        }

        private void become(String now, Instant asked) {
            boolean isNews = !now.equals(state);
            state = now;
            // Of one that has no label, only its end is published.
            if (isNews && (isLabelled || isEnded)) {
                truth.happened(uid, now, asked, !isLabelled);
            }
        }

        private void unlabel() {
            Instant asked = Instant.now();
            cluster.unlabel(plan, uid);
            isLabelled = false;
            if (isEnded) {
                truth.hidden(uid);
            } else {
                truth.happened(uid, "pod.unlabelled", asked, true);
            }
            isEndedUnlabelled = isEnded;
        }

        private void label() {
            if (isEndedUnlabelled) {
                return;
            }
            Instant asked = Instant.now();
            cluster.label(plan, uid);
            isLabelled = true;
            if (!isEnded) {
                truth.happened(uid, state, asked, false);
            }
        }

        private void delete() {
            Instant asked = Instant.now();
            if (!isEnded) {
                truth.ended(uid, asked, false);
            }
            cluster.delete(plan, uid);
            truth.happened(uid, "pod.deleted", asked, !isLabelled);
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
