package io.clearmladmin.kafka;

import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What a failure of Kafka's client means, and what to do about it. */
final class Failures {

    private static final int DEEPEST = 10;

    private Failures() {}

    static KafkaFailureException of(KafkaSettings settings, String tried, Throwable failure) {
        if (failure instanceof KafkaFailureException known) {
            return known;
        }
        Throwable publishing = publishing(failure);
        Reason reason = reason(publishing);
        String came = settings.secrets().redact(came(publishing));
        return new KafkaFailureException(
                reason,
                tried + " at " + String.join(",", settings.bootstrapServers()) + ": "
                        + (came.endsWith(".") ? came : came + ".") + " " + advice(publishing, settings),
                cause(settings, failure));
    }

    /** What lies behind a failure, without the secrets that Kafka's client or a broker may have quoted. */
    static @Nullable Throwable cause(KafkaSettings settings, @Nullable Throwable failure) {
        return failure == null ? null : settings.secrets().cause(failure);
    }

    /** Whether the event will not be taken however often it is tried. */
    static boolean isRefusal(Throwable failure) {
        return publishing(failure) instanceof RecordTooLargeException;
    }

    /** Whether another producer with the same id has been opened, or the broker has ended the transaction. */
    static boolean isFenced(Throwable failure) {
        return reason(publishing(failure)) == Reason.FENCED;
    }

    /** One line for one event. */
    static String line(KafkaSettings settings, Throwable failure) {
        Throwable publishing = publishing(failure);
        String text =
                publishing.getMessage() == null ? "" : ": " + settings.secrets().redact(came(publishing));
        String line = publishing.getClass().getSimpleName().replace("Exception", "") + text;
        return (line.endsWith(".") ? line.substring(0, line.length() - 1) : line) + ". "
                + advice(publishing, settings).replaceAll("\\.$", "");
    }

    static Reason reason(Throwable failure) {
        if (failure instanceof SslAuthenticationException) {
            return Reason.TLS;
        } else if (failure instanceof AuthenticationException) {
            return Reason.WRONG_LOGIN;
        } else if (failure instanceof AuthorizationException) {
            return Reason.NOT_ALLOWED;
        } else if (failure instanceof UnknownTopicOrPartitionException) {
            return Reason.MISSING_TOPIC;
        } else if (failure instanceof NotEnoughReplicasException
                || failure instanceof NotEnoughReplicasAfterAppendException) {
            return Reason.TOO_FEW_REPLICAS;
        } else if (failure instanceof RecordTooLargeException) {
            return Reason.TOO_LARGE;
        } else if (failure instanceof ProducerFencedException || failure instanceof InvalidProducerEpochException) {
            return Reason.FENCED;
        } else if (failure instanceof InterruptException || failure instanceof InterruptedException) {
            return Reason.INTERRUPTED;
        }
        return failure instanceof TimeoutException || failure instanceof java.util.concurrent.TimeoutException
                ? Reason.TIMED_OUT
                : Reason.OTHER;
    }

    // Kafka's client wraps what came back in what it did next.
    private static Throwable publishing(Throwable failure) {
        @Nullable Throwable at = failure;
        Throwable last = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            Reason reason = reason(at);
            if (reason != Reason.OTHER && reason != Reason.TIMED_OUT) {
                return at;
            }
            if (last == failure && at instanceof KafkaException && at.getCause() == null) {
                last = at;
            }
            at = at.getCause();
        }
        return last;
    }

    // TLS is ended by something far down, and what lies above says no more than that it was ended.
    private static String came(Throwable publishing) {
        String text = publishing.getMessage() == null ? publishing.getClass().getSimpleName() : publishing.getMessage();
        return publishing instanceof SslAuthenticationException
                ? text + " (" + innermost(publishing).getMessage() + ")"
                : text;
    }

    /** Whether a client could not be opened since it has nothing to log in with. */
    static boolean isOfLogin(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(LoginException.class::isInstance);
    }

    static Throwable innermost(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at.getCause() != null && depth < DEEPEST; depth++) {
            at = at.getCause();
        }
        return at;
    }

    static String who(KafkaSettings settings) {
        return settings.user().map(name -> "user " + name).orElse("the user");
    }

    private static String advice(Throwable failure, KafkaSettings settings) {
        String user = who(settings);
        return switch (reason(failure)) {
            case TLS -> tlsAdvice(innermost(failure), settings);
            case WRONG_LOGIN ->
                "Look at user, password and mechanism (" + settings.mechanism().kafkaName() + ") of " + user + ".";
            case NOT_ALLOWED -> "Give " + user + " the right " + rights(failure, settings) + ".";
            case MISSING_TOPIC -> "Create the topic (Topics.create does it), or correct its name.";
            case TOO_FEW_REPLICAS -> "Bring the brokers back, or lower the topic's min.insync.replicas.";
            case TOO_LARGE ->
                "Send less in one event, or raise the maximum of the client (maxRequestBytes) and of the topic"
                        + " (max.message.bytes).";
            case INTERRUPTED -> "The calling thread was interrupted; nothing is wrong with Kafka.";
            case FENCED -> "Another journal with the same id was opened: leave one of them running.";
            case TIMED_OUT ->
                "Are the brokers up, does the topic exist, are enough of its replicas in sync, and is security protocol "
                        + settings.protocol() + " the port's own? Topics.checkForSink says which.";
            default -> "See the cause.";
        };
    }

    private static String tlsAdvice(Throwable innermost, KafkaSettings settings) {
        if (innermost instanceof CertPathBuilderException) {
            return "This client does not trust who signed the broker's certificate: give that authority's certificate"
                    + " as trustStore (" + files(settings) + ").";
        }
        if (innermost instanceof CertificateException) {
            return "The host as it stands in the settings, " + String.join(",", settings.bootstrapServers())
                    + ", is not in the broker's certificate, or that has expired: use a name that it has, or have it"
                    + " made anew.";
        }
        return "The broker ended it: most likely it wants a client certificate that it knows, given as keyStore ("
                + files(settings) + ").";
    }

    private static String rights(Throwable failure, KafkaSettings settings) {
        if (failure instanceof TransactionalIdAuthorizationException) {
            return "Write and Describe on the transactional id, which is the monitor's UUID or the id of snapshots";
        }
        if (failure instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return topics.unauthorizedTopics().stream()
                    .sorted()
                    .map(topic -> (topic.equals(settings.stateTopic()) ? "Read, Write" : "Write")
                            + " and Describe on topic " + topic)
                    .collect(Collectors.joining(", "));
        }
        return "Write and Describe on its topics, Read on the state topic, and for transactions Write and Describe on"
                + " the transactional id";
    }

    /** The PEM files, by their settings. */
    static String files(KafkaSettings settings) {
        return "trustStore is " + settings.trustStore().map(Object::toString).orElse("the JVM's own") + ", keyStore "
                + settings.keyStore().map(Object::toString).orElse("none")
                + settings.keyCertificates()
                        .map(pem -> ", keyCertificates " + pem)
                        .orElse("");
    }
}
