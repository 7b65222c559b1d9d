package io.clearmladmin.emitters;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.threads.Threads;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work behind the commands. */
final class Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private Jobs() {}

    /** The work of one emitter, to its end or until it is asked to stop. */
    private interface Job {
        ExitCode run(Emitter emitter);
    }

    /** Runs a command to its end; what it throws is logged, and becomes its exit code. */
    static ExitCode run(EmitterCommand command, Emitter emitter) {
        try {
            return job(command).run(emitter);
        } catch (ClearMlException | IllegalArgumentException failure) {
            // Its message says what to do; a stack trace would only hide that.
            LOG.error("{}: {}", command.word(), failure.getMessage());
            return Faults.isPermanent(failure) ? ExitCode.NOT_CONFIGURED : ExitCode.FAILED;
        } catch (RuntimeException failure) {
            LOG.error("{}: failed: {}", command.word(), failure.getMessage(), failure);
            return ExitCode.FAILED;
        }
    }

    private static Job job(EmitterCommand command) {
        return switch (command) {
            case PODS_MONITOR -> PodsMonitor::run;
            case PODS_INVENTORY -> PodsInventory::run;
            case COMPANY_INVENTORY -> CompaniesInventory::run;
            case COMPANY_MONITOR -> CompaniesMonitor::run;
            case ALL -> Jobs::all;
        };
    }

    // The first that ends by itself ends the others.
    private static ExitCode all(Emitter emitter) {
        List<EmitterCommand> commands = EmitterCommand.ALL.each();
        BlockingQueue<ExitCode> codes = new LinkedBlockingQueue<>();
        commands.forEach(command -> Threads.once(
                        "emitters-" + command.word(),
                        () -> codes.add(run(command, emitter)),
                        broken -> codes.add(ExitCode.OUT_OF_MEMORY))
                .start());
        ExitCode code = take(codes);
        emitter.stop().request();
        for (int ended = 1; ended < commands.size(); ended++) {
            ExitCode next = take(codes);
            code = code == ExitCode.DONE ? next : code;
        }
        return code;
    }

    private static ExitCode take(BlockingQueue<ExitCode> codes) {
        try {
            return codes.take();
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }
}
