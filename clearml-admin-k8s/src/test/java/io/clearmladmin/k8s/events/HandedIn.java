package io.clearmladmin.k8s.events;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.kafka.KafkaSink;
import io.clearmladmin.metering.MeteringClient;
import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/** Finds where the public API of all modules takes code of a user: interfaces that one can implement, and the JDK's. */
final class HandedIn {

    /** One type of each module but helm, whose builders call what they are given at once, on the thread of the caller. */
    private static final List<Class<?>> MODULES =
            List.of(ClearMl.class, Onboarding.class, Event.class, FakeClearMl.class, KafkaSink.class, Kubernetes.class);

    private static final List<String> NOT_PUBLIC =
            List.of(".internal", "io.clearmladmin.testkit.server", "io.clearmladmin.testkit.cluster");

    /** Interfaces that this library implements, and nobody else has a reason to. */
    private static final Set<Class<?>> OURS = Set.of(ClearMl.class, MeteringClient.class, Paged.class, Download.class);

    private static final Set<Class<?>> OTHERS = Set.of(
            Runnable.class,
            Iterable.class,
            Iterator.class,
            Callable.class,
            Executor.class,
            ThreadFactory.class,
            Clock.class,
            InputStream.class,
            OutputStream.class,
            OkHttpClient.class);

    private HandedIn() {}

    /** All of them, as {@code Owner.method(Type)}. */
    static Set<String> places() throws IOException, URISyntaxException, ClassNotFoundException {
        Set<String> places = new TreeSet<>();
        for (Class<?> module : MODULES) {
            for (String name : classes(module)) {
                Class<?> type = Class.forName(name, false, module.getClassLoader());
                if (isPublic(type)) {
                    Stream<Executable> all = Stream.concat(
                            Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getConstructors()));
                    all.filter(unit -> Modifier.isPublic(unit.getModifiers()) && !unit.isSynthetic())
                            .forEach(unit -> codeOf(unit).forEach(code -> places.add(name(unit) + "(" + code + ")")));
                }
            }
        }
        return places;
    }

    private static List<String> classes(Class<?> module) throws IOException, URISyntaxException {
        URI source = module.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (source.getPath().endsWith(".jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(source))) {
                return classes(jar.getPath("/"));
            }
        }
        return classes(Path.of(source));
    }

    private static List<String> classes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.startsWith("io/clearmladmin/")
                            && file.endsWith(".class")
                            && !file.endsWith("-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    private static String name(Executable unit) {
        Class<?> owner = unit.getDeclaringClass();
        String type =
                owner.getName().substring(owner.getPackageName().length() + 1).replace('$', '.');
        return type + "." + (unit.getName().equals(owner.getName()) ? "new" : unit.getName());
    }

    private static Stream<String> codeOf(Executable unit) {
        return Arrays.stream(unit.getGenericParameterTypes())
                .flatMap(HandedIn::involved)
                .filter(HandedIn::isCode)
                .map(Class::getSimpleName);
    }

    private static Stream<Class<?>> involved(Type type) {
        if (type instanceof Class<?> raw) {
            return raw.isArray() ? involved(raw.getComponentType()) : Stream.of(raw);
        }
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(
                    involved(generic.getRawType()),
                    Arrays.stream(generic.getActualTypeArguments()).flatMap(HandedIn::involved));
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.concat(Arrays.stream(wildcard.getUpperBounds()), Arrays.stream(wildcard.getLowerBounds()))
                    .flatMap(HandedIn::involved);
        }
        return type instanceof GenericArrayType array ? involved(array.getGenericComponentType()) : Stream.of();
    }

    private static boolean isCode(Class<?> type) {
        if (type.getPackageName().equals("java.util.function") || OTHERS.contains(type)) {
            return true;
        }
        boolean isValue = Extensible.class.isAssignableFrom(type)
                || Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals("builder"))
                || Arrays.stream(type.getDeclaredClasses())
                        .anyMatch(nested -> nested.getSimpleName().equals("Builder"));
        return type.isInterface()
                && type.getPackageName().startsWith("io.clearmladmin")
                && isPublic(type)
                && !isValue
                && !OURS.contains(type);
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && NOT_PUBLIC.stream().noneMatch(hidden -> type.getPackageName().contains(hidden))
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }
}
