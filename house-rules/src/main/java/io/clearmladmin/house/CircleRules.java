package io.clearmladmin.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may know whom: of two packages only one the other, and so of two classes that do not stand in one another. */
public final class CircleRules {

    private CircleRules() {}

    static ArchRule packages() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .because(
                        "a package is understood from those that it stands on, and moved without those that stand on it");
    }

    /**
     * What is wrong with the circles of classes in the module whose tests run. Those that stood when this rule was made are
     * listed in {@code class-circles.txt}, which only shrinks.
     */
    public static List<String> broken() {
        List<String> found = found();
        List<String> known = known();
        return Stream.concat(
                        found.stream()
                                .filter(circle -> !known.contains(circle))
                                .map(circle -> "these know one another, which is new: " + circle),
                        known.stream()
                                .filter(circle -> !found.contains(circle))
                                .map(circle -> "these do not any more, at least not all; shorten class-circles.txt: "
                                        + circle))
                .toList();
    }

    // Each is what reaches itself through others, by name.
    static List<String> found() {
        Map<String, Set<String>> edges = edges(HouseRules.classesUnderTest());
        Map<String, Set<String>> reached = new HashMap<>();
        edges.keySet().forEach(name -> reached.put(name, reachable(name, edges)));
        Set<String> circles = new TreeSet<>();
        for (String name : edges.keySet()) {
            Set<String> circle = reached.getOrDefault(name, Set.of()).stream()
                    .filter(other -> reached.getOrDefault(other, Set.of()).contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (circle.size() > 1) {
                circles.add(String.join(" ", circle));
            }
        }
        return List.copyOf(circles);
    }

    private static List<String> known() {
        JavaClasses classes = HouseRules.classesUnderTest();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CircleRules.class.getResourceAsStream("class-circles.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .filter(line -> classes.contain(line.split(" ", 2)[0]))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Set<String>> edges(JavaClasses classes) {
        Map<String, Set<String>> edges = new TreeMap<>();
        for (JavaClass type : classes) {
            String from = outermost(type, classes);
            // What is generated for a value knows the value, whatever we write.
            if (HouseRules.isGenerated(from)) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String to = outermost(target, classes);
                if (!to.equals(from) && classes.contain(to) && !HouseRules.isGenerated(to)) {
                    edges.computeIfAbsent(from, none -> new TreeSet<>()).add(to);
                }
            }
        }
        return edges;
    }

    // A value and its builder are one.
    private static String outermost(JavaClass type, JavaClasses classes) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        String built = outer.getName().replaceFirst("Builder$", "");
        return classes.contain(built) ? built : outer.getName();
    }

    private static Set<String> reachable(String start, Map<String, Set<String>> edges) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(direct(start, edges));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                open.addAll(direct(next, edges));
            }
        }
        return seen;
    }

    private static Collection<String> direct(String name, Map<String, Set<String>> edges) {
        return edges.getOrDefault(name, Set.of());
    }
}
