package io.clearmladmin.cli;

import io.clearmladmin.directory.NameNotFoundException;
import io.clearmladmin.drain.DrainException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.errors.ServerTooOldException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.kafka.KafkaFailureException;
import io.clearmladmin.onboarding.InvalidSpecException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * What is reported of a command that failed.
 *
 * @param code the exit code
 * @param what what failed
 * @param remedy what to do
 */
record Failure(ExitCode code, String what, String remedy) {

    private static final String AGAIN = "run it again with -v for the attempts, or with --debug for the stack trace";

    /** By the failure, or by the one behind it that says more. */
    static Failure of(Exception failure) {
        String what = text(failure);
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            Failure known = known(cause, what);
            if (known != null) {
                return known;
            }
        }
        return new Failure(ExitCode.FAILED, what, AGAIN);
    }

    // What hides the outcome of a call is not what matters then.
    private static @Nullable Throwable next(Throwable cause) {
        Throwable behind = cause.getCause();
        return behind == cause ? null : behind;
    }

    private static @Nullable Failure known(Throwable cause, String what) {
        if (cause instanceof CommandException own) {
            return new Failure(own.code(), what, own.remedy());
        }
        if (cause instanceof InterruptedException) {
            return new Failure(ExitCode.INTERRUPTED, "interrupted", "run it again: what was done stays");
        }
        if (cause instanceof KubernetesException cluster) {
            return ofCluster(cluster, what);
        }
        if (cause instanceof KafkaFailureException kafka) {
            return ofKafka(kafka, what);
        }
        Failure call = ofCall(cause, what);
        return call != null ? call : ofInput(cause, what);
    }

    private static @Nullable Failure ofCall(Throwable cause, String what) {
        if (cause instanceof OutcomeUnknownException unknown) {
            return new Failure(
                    ExitCode.OUTCOME_UNKNOWN,
                    what,
                    unknown.verifyWith().isEmpty()
                            ? "look whether it was carried out before you run it again"
                            : "look whether it was carried out before you run it again: clearml-admin call "
                                    + unknown.verifyWith() + " --safe");
        }
        if (cause instanceof UnauthorizedException) {
            return new Failure(
                    ExitCode.DENIED, what, "check key and secret; clearml-admin config show says where they come from");
        }
        if (cause instanceof ForbiddenException) {
            return new Failure(
                    ExitCode.DENIED,
                    what,
                    "use the key of a user who may do this; clearml-admin whoami shows the role of this one");
        }
        if (cause instanceof TransportException || cause instanceof GatewayException) {
            return new Failure(
                    ExitCode.UNREACHABLE,
                    what,
                    "check the address, which clearml-admin config show has; -v shows each attempt");
        }
        if (cause instanceof NoSuchEndpointException || cause instanceof ServerTooOldException) {
            return new Failure(ExitCode.FAILED, what, "see what the server is with clearml-admin server capabilities");
        }
        return null;
    }

    private static Failure ofCluster(KubernetesException failure, String what) {
        return switch (failure.reason()) {
            case UNREACHABLE, TLS, BUSY, BROKEN_OFF, NOT_KUBERNETES ->
                new Failure(ExitCode.UNREACHABLE, what, "check the cluster's address, or name another --context");
            case UNAUTHORIZED, LOGIN_PLUGIN, FORBIDDEN ->
                new Failure(ExitCode.DENIED, what, "log in to the cluster, or have the right given");
            default -> new Failure(ExitCode.FAILED, what, AGAIN);
        };
    }

    private static Failure ofKafka(KafkaFailureException failure, String what) {
        return switch (failure.reason()) {
            case NO_BROKER, WRONG_PROTOCOL, ADVERTISED_ADDRESS, TLS, TIMED_OUT ->
                new Failure(ExitCode.UNREACHABLE, what, "clearml-admin events doctor looks at every link");
            case WRONG_LOGIN, NOT_ALLOWED ->
                new Failure(ExitCode.DENIED, what, "check user, password and rights of Kafka's user");
            case INTERRUPTED -> new Failure(ExitCode.INTERRUPTED, what, "run it again");
            case MISSING_TOPIC, UNFIT_TOPIC ->
                new Failure(ExitCode.FINDINGS, what, "clearml-admin events topics create makes what is missing");
            default -> new Failure(ExitCode.FAILED, what, AGAIN);
        };
    }

    private static @Nullable Failure ofInput(Throwable cause, String what) {
        if (cause instanceof ConfigurationException) {
            return new Failure(
                    ExitCode.WRONG_USE,
                    what,
                    "set it, or name a profile with --profile; clearml-admin config show says what is set where");
        }
        if (cause instanceof NameNotFoundException) {
            return new Failure(ExitCode.WRONG_USE, what, "give the whole name, or the id; the list command shows both");
        }
        if (cause instanceof InvalidSpecException) {
            return new Failure(ExitCode.WRONG_USE, what, "correct the file; nothing was sent");
        }
        if (cause instanceof DrainException) {
            return new Failure(ExitCode.WRONG_USE, what, "correct it; nothing was changed");
        }
        if (cause instanceof IllegalArgumentException) {
            return new Failure(ExitCode.WRONG_USE, what, "correct it; nothing was sent");
        }
        if (cause instanceof NoSuchFileException missing) {
            return new Failure(ExitCode.WRONG_USE, "no such file: " + missing.getFile(), "correct the path");
        }
        if (cause instanceof AccessDeniedException closed) {
            return new Failure(
                    ExitCode.WRONG_USE, "not permitted: " + closed.getFile(), "change the file's mode, or its path");
        }
        if (cause instanceof FileAlreadyExistsException present) {
            return new Failure(
                    ExitCode.WRONG_USE, "the file exists: " + present.getFile(), "name another, or remove it");
        }
        return null;
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        boolean saysAll = failure instanceof ClearMlException
                || failure instanceof CommandException
                || failure instanceof IllegalArgumentException;
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        return saysAll || failure instanceof IOException
                ? message
                : failure.getClass().getSimpleName() + ": " + message;
    }
}
