package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.EnterpriseOnly;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fields of a request that only Enterprise servers support: other servers silently ignore them. */
final class EnterpriseFields {

    private final List<Method> accessors;

    private EnterpriseFields(List<Method> accessors) {
        this.accessors = accessors;
    }

    /** The fields of a request type. */
    static EnterpriseFields of(Class<?> request) {
        return new EnterpriseFields(Arrays.stream(request.getMethods())
                .filter(method -> method.getParameterCount() == 0 && method.isAnnotationPresent(EnterpriseOnly.class))
                // A user's own type need not be public.
                .peek(method -> method.trySetAccessible())
                .toList());
    }

    /**
     * Refuses a request that sets one of them, if the server is not an Enterprise server.
     *
     * @param edition the server's edition, read only if one is set
     * @throws IllegalArgumentException if the server would ignore one; the message names it
     */
    void requireKnown(String endpoint, @Nullable Object request, Supplier<Edition> edition) {
        if (request == null) {
            return; // refused as such
        }
        for (Method accessor : accessors) {
            Object value = Filters.value(accessor, request);
            boolean isSet = value != null && !Optional.empty().equals(value);
            if (isSet && edition.get() == Edition.OPEN_SOURCE) {
                throw new IllegalArgumentException(endpoint + ": " + accessor.getName()
                        + " must be left out: this is an open-source server, which drops it and says nothing");
            }
        }
    }
}
