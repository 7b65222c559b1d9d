package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Foreign;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a resolver, which may be anybody's code. One that fails does not know, and is reported once until it works again. */
final class Tenants {

    private static final Logger LOG = LoggerFactory.getLogger(TenantResolver.class);

    private final TenantResolver resolver;
    private volatile boolean isFailing;

    Tenants(TenantResolver resolver) {
        this.resolver = resolver;
    }

    /** What keeps it from knowing tenants, for people; a resolver that fails at that is one. */
    Optional<String> problem(PodQuery pods) {
        try {
            return Foreign.call(
                    "the tenant resolver",
                    () -> Objects.requireNonNull(resolver.problem(pods), "the tenant resolver returned null"));
        } catch (RuntimeException failure) {
            return Optional.of(SafeText.line(failure.toString()));
        }
    }

    /** Whether the resolver may know a tenant soon that it does not know; also if it fails. */
    boolean isUnknownForNow(TaskPod pod) {
        try {
            return isFailing || Foreign.call("the tenant resolver", () -> resolver.isUnknownForNow(pod));
        } catch (RuntimeException failure) {
            return true;
        }
    }

    Optional<String> of(TaskPod pod) {
        try {
            Optional<String> tenant = Foreign.call(
                    "the tenant resolver",
                    () -> Objects.requireNonNull(resolver.tenantOf(pod), "the tenant resolver returned null"));
            isFailing = false;
            return tenant;
        } catch (RuntimeException failure) {
            if (isFailing) {
                LOG.debug("The tenant of {} is not known: {}", pod.name(), SafeText.line(failure.toString()));
            } else {
                LOG.warn("A tenant resolver failed at {}, whose tenant is unknown for now", pod.name(), failure);
            }
            isFailing = true;
            return Optional.empty();
        }
    }
}
