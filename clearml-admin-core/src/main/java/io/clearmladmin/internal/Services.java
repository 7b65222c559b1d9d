package io.clearmladmin.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Implements service interfaces: every annotated line becomes a call. */
final class Services {

    private static final Object[] NO_ARGUMENTS = {};

    // An interface is checked and prepared once, for all clients.
    private static final ClassValue<Map<Method, EndpointMethod>> METHODS = new ClassValue<>() {
        @Override
        protected Map<Method, EndpointMethod> computeValue(Class<?> type) {
            return Arrays.stream(type.getMethods())
                    .filter(method -> Modifier.isAbstract(method.getModifiers()))
                    .collect(Collectors.toUnmodifiableMap(method -> method, EndpointMethod::of));
        }
    };

    private Services() {}

    static <T> T create(Class<T> type, Client client) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(type.getName() + ": a service must be an interface");
        }
        if (type.getTypeParameters().length > 0) {
            throw new IllegalArgumentException(type.getName() + ": a service must not have type parameters");
        }
        Map<Method, EndpointMethod> methods = METHODS.get(type);
        InvocationHandler handler =
                (proxy, method, arguments) -> invoke(type, client, methods, proxy, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(
            Class<?> type,
            Client client,
            Map<Method, EndpointMethod> methods,
            Object proxy,
            Method method,
            Object @Nullable [] arguments)
            throws Throwable {
        EndpointMethod endpoint = methods.get(method);
        if (endpoint != null) {
            return endpoint.call(client, arguments == null ? NO_ARGUMENTS : arguments);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> type.getSimpleName() + " of " + client;
        };
    }
}
