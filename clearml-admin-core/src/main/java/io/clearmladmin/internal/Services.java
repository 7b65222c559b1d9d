package io.clearmladmin.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Implements service interfaces: every annotated line becomes a call. */
final class Services {

    private static final Object[] NO_ARGUMENTS = {};

    // A method is checked and prepared once, for all clients.
    private static final ClassValue<Map<Method, EndpointMethod>> METHODS = new ClassValue<>() {
        @Override
        protected Map<Method, EndpointMethod> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private Services() {}

    /** Refuses an interface with a malformed method, naming it and what is wrong. */
    static void check(Class<?> type) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(type.getName() + ": a service must be an interface");
        }
        if (type.getTypeParameters().length > 0) {
            throw new IllegalArgumentException(type.getName() + ": a service must not have type parameters");
        }
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                METHODS.get(type).computeIfAbsent(method, EndpointMethod::of);
            }
        }
    }

    /** Implements an interface that is checked, or known to be right; each method is prepared when it is first called. */
    static <T> T create(Class<T> type, Client client) {
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
        if (Modifier.isAbstract(method.getModifiers())) {
            EndpointMethod endpoint = methods.computeIfAbsent(method, EndpointMethod::of);
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
