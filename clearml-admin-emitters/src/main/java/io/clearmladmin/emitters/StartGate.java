package io.clearmladmin.emitters;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an emitter begin when everything that it needs is there. */
final class StartGate {

    private static final Logger LOG = LoggerFactory.getLogger(StartGate.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String NAME = "start";

    private final StartCheck check;
    private final Emitter emitter;
    private volatile String waitsFor = "what it needs is looked at";

    StartGate(StartCheck check, Emitter emitter) {
        this.check = check;
        this.emitter = emitter;
    }

    /**
     * Empty when the emitter may begin, else the exit code instead. What is wrong for good ends the program. What is only away
     * ends one that runs once; another waits for it, unready.
     */
    Optional<ExitCode> pass() {
        // Until each has begun, and says for itself how it is.
        emitter.command()
                .each()
                .forEach(one -> emitter.operations().health(one.word(), () -> Optional.of("has not begun")));
        emitter.operations().health(NAME, () -> Optional.of(waitsFor).filter(text -> !text.isEmpty()));
        do {
            List<StartCheck.Result> faults =
                    check.run().stream().filter(StartCheck.Result::isFault).toList();
            String now = faults.stream()
                    .map(result -> result.what() + ": " + result.fault())
                    .collect(Collectors.joining("\n"));
            if (!now.isEmpty() && !now.equals(waitsFor)) {
                faults.forEach(result -> LOG.error("{}: {}", result.what(), result.fault()));
            }
            waitsFor = now;
            if (faults.isEmpty()) {
                return Optional.empty();
            }
            if (faults.stream().anyMatch(StartCheck.Result::isPermanent)) {
                return Optional.of(ExitCode.NOT_CONFIGURED);
            }
            if (!emitter.isLasting()) {
                return Optional.of(ExitCode.FAILED);
            }
        } while (!emitter.stop().await(PAUSE));
        return Optional.of(ExitCode.DONE);
    }
}
