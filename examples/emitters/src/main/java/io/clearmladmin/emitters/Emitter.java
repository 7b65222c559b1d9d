package io.clearmladmin.emitters;

import io.clearmladmin.errors.ConfigurationException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An emitter as a process: the environment in, an exit code out, SIGTERM in between. */
record Emitter(Environment environment, Operations operations, Stop stop) {

    private static final Logger LOG = LoggerFactory.getLogger(Emitter.class);
    // Less than the 30 seconds after which Kubernetes kills.
    private static final Duration LONGEST_END = Duration.ofSeconds(25);

    /** What one of them does. */
    interface Job {
        ExitCode run(Emitter emitter);
    }

    /** Runs a job as this process, and ends the process with its code. */
    @SuppressWarnings("SystemExitOutsideMain") // It is each program's main.
    static void main(Job job) {
        Stop stop = new Stop();
        Ending ending = new Ending(stop);
        Runtime.getRuntime().addShutdownHook(new Thread(ending::onShutdown, "emitter-shutdown"));
        ExitCode code = run(new Environment(System.getenv()), stop, job);
        ending.ended(code);
        System.exit(code.number());
    }

    /** Runs a job with this environment until it is through or asked to stop. */
    static ExitCode run(Environment environment, Stop stop, Job job) {
        try (Operations operations = new Operations(environment.listen())) {
            LOG.info("health and metrics at {}", operations.address());
            return job.run(new Emitter(environment, operations, stop));
        } catch (ConfigurationException | IllegalArgumentException wrong) {
            LOG.error("not configured: {}", wrong.getMessage());
            return ExitCode.NOT_CONFIGURED;
        } catch (RuntimeException failure) {
            LOG.error("failed: {}", failure.getMessage(), failure);
            return ExitCode.FAILED;
        }
    }

    /** Sees to it that SIGTERM ends the job in order, and that the process has the job's exit code then. */
    private static final class Ending {

        private final Stop stop;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile ExitCode code = ExitCode.FAILED;

        Ending(Stop stop) {
            this.stop = stop;
        }

        void ended(ExitCode with) {
            code = with;
            ended.countDown();
        }

        void onShutdown() {
            stop.ask();
            try {
                if (!ended.await(LONGEST_END.toNanos(), TimeUnit.NANOSECONDS)) {
                    LOG.error("the job did not end within {} s", LONGEST_END.toSeconds());
                }
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
            // Else the JVM ends with 143, however well the job did.
            Runtime.getRuntime().halt(code.number());
        }
    }
}
