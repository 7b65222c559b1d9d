package io.clearmladmin.emitters;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.kafka.KafkaFailureException;
import java.util.Set;

/** Which failures a restart does not cure. */
final class Faults {

    private static final Set<KafkaFailureException.Reason> OF_KAFKA = Set.of(
            KafkaFailureException.Reason.WRONG_PROTOCOL,
            KafkaFailureException.Reason.WRONG_LOGIN,
            KafkaFailureException.Reason.TLS,
            KafkaFailureException.Reason.MISSING_TOPIC,
            KafkaFailureException.Reason.UNFIT_TOPIC,
            KafkaFailureException.Reason.NOT_ALLOWED,
            KafkaFailureException.Reason.TEMPLATE,
            KafkaFailureException.Reason.UNREADABLE_STATE);
    private static final Set<KubernetesException.Reason> OF_KUBERNETES = Set.of(
            KubernetesException.Reason.UNAUTHORIZED,
            KubernetesException.Reason.FORBIDDEN,
            KubernetesException.Reason.REFUSED,
            KubernetesException.Reason.NOT_KUBERNETES,
            KubernetesException.Reason.TLS);

    private Faults() {}

    static boolean isPermanent(Throwable failure) {
        if (failure instanceof KafkaFailureException kafka) {
            return OF_KAFKA.contains(kafka.reason());
        }
        if (failure instanceof KubernetesException kubernetes) {
            return OF_KUBERNETES.contains(kubernetes.reason());
        }
        return failure instanceof ConfigurationException
                || failure instanceof IllegalArgumentException
                || failure instanceof UnauthorizedException
                || failure instanceof ForbiddenException
                || failure instanceof NoSuchEndpointException;
    }
}
