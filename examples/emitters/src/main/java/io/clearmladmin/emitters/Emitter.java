package io.clearmladmin.emitters;

import io.clearmladmin.errors.ConfigurationException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an emitter as a process: configured by the environment, stopped by SIGTERM, ended with an exit code. */
record Emitter(Environment environment, Operations operations, Stop stop) {

    private static final Logger LOG = LoggerFactory.getLogger(Emitter.class);
    // Less than Kubernetes' grace period of 30 seconds.
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(25);

    /** The work of one emitter. */
    interface Job {
        ExitCode run(Emitter emitter);
    }

    /** Runs a job as this process, and ends the process with its code. */
    @SuppressWarnings("SystemExitOutsideMain") // It is each program's main.
    static void main(Job job) {
        Stop stop = new Stop();
        GracefulShutdown shutdown = new GracefulShutdown(stop);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::onShutdown, "emitter-shutdown"));
        ExitCode code = run(new Environment(System.getenv()), stop, job);
        shutdown.ended(code);
        System.exit(code.number());
    }

    /** Runs a job with this environment until it ends or is asked to stop. */
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

    /** On SIGTERM stops the job, waits for it, and ends the process with the job's exit code. */
    private static final class GracefulShutdown {

        private final Stop stop;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile ExitCode code = ExitCode.FAILED;

        GracefulShutdown(Stop stop) {
            this.stop = stop;
        }

        void ended(ExitCode with) {
            code = with;
            ended.countDown();
        }

        void onShutdown() {
            stop.request();
            try {
                if (!ended.await(SHUTDOWN_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
                    LOG.error("the job did not end within {} s", SHUTDOWN_TIMEOUT.toSeconds());
                }
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
            // Without this the JVM ends with 143, whatever the job's exit code.
            Runtime.getRuntime().halt(code.number());
        }
    }
}
