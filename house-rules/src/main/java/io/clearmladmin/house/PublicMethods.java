package io.clearmladmin.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public methods of the module whose tests run, and which of them wait for others: a network, a process, another thread.
 * Each package has its table in {@code src/test/resources/public-methods}, with lines of a type, a kind and methods:
 *
 * <pre>
 * Audit returns builder
 * Audit blocks run
 * Audit.Listener yours found
 * </pre>
 *
 * <p>{@code returns} stands for what comes back at once, {@code blocks} for what waits, and {@code yours} for what users of the
 * library write, and it calls. A method is meant with all its overloads, unless it has its parameters behind it:
 * {@code close(Duration)}.
 */
public final class PublicMethods {

    private static final Path TABLES = Path.of("src", "test", "resources", "public-methods");
    private static final List<String> KINDS = List.of("returns", "blocks", "yours");

    private PublicMethods() {}

    /** What the tables do not have, or have wrongly, each with what to do. */
    public static List<String> mistakes() {
        Map<String, Set<String>> found = found();
        Map<String, String> listed = listed();
        List<String> mistakes = new ArrayList<>();
        Set<String> met = new LinkedHashSet<>();
        found.forEach((method, shorter) -> {
            Optional<String> line = shorter.stream().filter(listed::containsKey).findFirst();
            met.addAll(shorter);
            if (line.isEmpty()) {
                mistakes.add(method + " is in no table: say in " + TABLES
                        + " whether it returns at once, blocks, or is yours");
            }
        });
        listed.keySet().stream()
                .filter(method -> !met.contains(method))
                .forEach(method -> mistakes.add(method + " is in a table of " + TABLES + ", and no public method"));
        return mistakes;
    }

    /** The methods that block, as {@code Type.method}: of these packages, or of all if none is given. */
    public static Set<String> blocking(String... packages) {
        Set<String> blocking = new TreeSet<>();
        listed().forEach((method, kind) -> {
            String inside = Arrays.stream(packages)
                    .filter(name -> method.startsWith(name + ":"))
                    .findFirst()
                    .orElse(packages.length == 0 ? "" : null);
            if (kind.equals("blocks") && inside != null) {
                blocking.add(method.substring(method.indexOf(':') + 1));
            }
        });
        return blocking;
    }

    // Each method with the two ways to name it.
    private static Map<String, Set<String>> found() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass type : HouseRules.classesUnderTest()) {
            if (isPublic(type)) {
                String owner = type.getPackageName() + ":" + name(type) + ".";
                type.getAllMethods().stream()
                        .filter(method -> belongsTo(type, method))
                        .forEach(method -> {
                            String whole = owner + method.getName() + parameters(method);
                            found.put(whole, new LinkedHashSet<>(List.of(whole, owner + method.getName())));
                        });
            }
        }
        return found;
    }

    private static boolean isPublic(JavaClass type) {
        return !type.getPackageName().contains(".internal") && HouseRules.isPublic(type);
    }

    // What a type has from one that nobody sees is its own; what the generator of values makes only sets fields.
    private static boolean belongsTo(JavaClass type, JavaMethod method) {
        JavaClass owner = method.getOwner();
        Set<JavaModifier> modifiers = method.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && !modifiers.contains(JavaModifier.BRIDGE)
                && owner.getPackageName().startsWith("io.clearmladmin")
                && !HouseRules.isGenerated(owner.getName())
                && (owner.equals(type) || !isPublic(owner));
    }

    private static String name(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static String parameters(JavaMethod method) {
        return method.getRawParameterTypes().stream()
                .map(JavaClass::getSimpleName)
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static Map<String, String> listed() {
        Map<String, String> listed = new TreeMap<>();
        try (Stream<Path> files = Files.list(TABLES)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName()).replaceFirst("\\.txt$", "");
                Files.readAllLines(file).forEach(line -> add(name, line, listed));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return listed;
    }

    private static void add(String packageName, String line, Map<String, String> listed) {
        List<String> words = List.of(line.split(" ", -1));
        if (words.size() < 3 || !KINDS.contains(words.get(1))) {
            throw new IllegalArgumentException(
                    packageName + ": '" + line + "' is not a type, one of " + KINDS + ", and methods");
        }
        words.stream()
                .skip(2)
                .forEach(method -> listed.put(packageName + ":" + words.get(0) + "." + method, words.get(1)));
    }
}
