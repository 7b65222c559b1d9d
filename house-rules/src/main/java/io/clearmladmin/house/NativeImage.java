package io.clearmladmin.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a native image of GraalVM must be given, since it is found by names at run time: the types that JSON is made of and made
 * from, the proxies, the files. In the three files that all versions of GraalVM read.
 */
public final class NativeImage {

    private static final String JACKSON = "com.fasterxml.jackson";

    private NativeImage() {}

    /** The classes of a module, from the folder that they are compiled to. */
    public static List<Class<?>> classes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .sorted()
                    .<Class<?>>map(NativeImage::load)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, NativeImage.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Whether JSON is written from it or read into it: a value, a record, an enum, or what names Jackson. */
    public static boolean isOfJson(Class<?> type) {
        boolean isGenerated = Stream.<Class<?>>iterate(type, each -> each != null, Class::getEnclosingClass)
                .anyMatch(each -> each.getSimpleName().startsWith("Immutable"));
        return isGenerated || type.isRecord() || type.isEnum() || hasImplementation(type) || isAnnotated(type);
    }

    private static boolean hasImplementation(Class<?> type) {
        String name = type.getPackageName() + ".Immutable" + type.getSimpleName();
        try {
            return !type.getSimpleName().isEmpty()
                    && type.isAssignableFrom(Class.forName(name, false, type.getClassLoader()));
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    private static boolean isAnnotated(Class<?> type) {
        return Stream.<AnnotatedElement>concat(
                        Stream.of(type),
                        Stream.of(type.getDeclaredMethods(), type.getDeclaredFields(), type.getDeclaredConstructors())
                                .flatMap(Arrays::stream))
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getName().startsWith(JACKSON));
    }

    /** The types, with all that they declare. */
    public static String reflection(Collection<Class<?>> types) {
        return names(types).stream()
                .map(
                        name -> "  {\"name\": \"" + name
                                + "\", \"allDeclaredConstructors\": true, \"allDeclaredMethods\": true, \"allDeclaredFields\": true}")
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    /** A proxy of each of these interfaces. */
    public static String proxies(Collection<Class<?>> interfaces) {
        return names(interfaces).stream()
                .map(name -> "  {\"interfaces\": [\"" + name + "\"]}")
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    /** The files in these folders that are no classes. */
    public static String resources(Collection<Path> folders) {
        TreeSet<String> names = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                        .filter(name -> !name.endsWith(".class") && !name.startsWith("META-INF/"))
                        .forEach(names::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return names.stream()
                .map(name -> "    {\"pattern\": \"\\\\Q" + name + "\\\\E\"}")
                .collect(Collectors.joining(",\n", "{\n  \"resources\": {\"includes\": [\n", "\n  ]}\n}\n"));
    }

    private static Set<String> names(Collection<Class<?>> types) {
        return types.stream()
                .filter(type -> !type.isAnonymousClass() && !type.isSynthetic())
                .filter(type -> !Modifier.isPrivate(type.getModifiers()) || type.isRecord() || type.isEnum())
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** That the module's file says this; with {@code -Dwrite.page}, it is written. */
    public static void assertWritten(Path folder, String file, String text) throws IOException {
        Path path = folder.resolve(file);
        if (System.getProperty("write.page") != null) {
            Files.createDirectories(folder);
            Files.writeString(path, text);
        }
        assertThat(Files.readString(path))
                .as(path + "; run this test with -Dwrite.page")
                .isEqualTo(text);
    }
}
