package io.clearmladmin.house;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users of the library see: whose types it names, and how it says yes and no. */
public final class SignatureRules {

    /** What names a type of a library all the same, and why. */
    private static final Map<String, String> NAMES_LIBRARY = Map.ofEntries(
            entry("io.clearmladmin.ClearMl$Builder.httpClient", "the one hook for connections of the user's own"),
            entry("io.clearmladmin.metering.MeteringClient$Builder.httpClient", "the same"),
            entry("io.clearmladmin.k8s.Kubernetes.of", "a client of the user's own"),
            entry("io.clearmladmin.kafka.EventSerde", "Kafka calls it, by its own interface"),
            entry("io.clearmladmin.kafka.EventSerializer", "Kafka calls it, by its own interface"),
            entry("io.clearmladmin.kafka.EventDeserializer", "Kafka calls it, by its own interface"),
            entry("io.clearmladmin.micrometer.CallMeters.in", "meters in the user's own registry"),
            entry("io.clearmladmin.micrometer.EventMeters.in", "the same"),
            entry("io.clearmladmin.micrometer.KafkaMeters.in", "the same"),
            entry("io.clearmladmin.micrometer.PodMeters.in", "the same"),
            entry("io.clearmladmin.micrometer.RunMeters.in", "the same"),
            entry("io.clearmladmin.testkit.FakeClearMlExtension", "JUnit calls it, by its own interfaces"));

    private static final String OURS = "io.clearmladmin";

    // Or a verb that says what it does, as in changes().
    private static final Pattern YES_OR_NO = Pattern.compile("(is|has|may|can)[A-Z].*|[a-z]+s");

    private SignatureRules() {}

    /** What breaks a rule in the module whose tests run. */
    public static List<String> broken() {
        JavaClasses classes = HouseRules.classesUnderTest();
        Set<String> exported = exported();
        Map<String, String> naming = new TreeMap<>();
        List<String> broken = new ArrayList<>();
        for (JavaClass type : classes) {
            if (isSeen(type, exported)) {
                Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
                        .filter(SignatureRules::isForeign)
                        .filter(parent -> !parent.getPackageName().startsWith(OURS))
                        .forEach(parent -> naming.put(type.getName(), parent.getName()));
                type.getMembers().stream()
                        .filter(SignatureRules::isSeen)
                        .forEach(member -> look(type, member, naming, broken));
            }
        }
        naming.keySet().stream()
                .filter(name -> !NAMES_LIBRARY.containsKey(name))
                .filter(name -> !NAMES_LIBRARY.containsKey(name.substring(0, name.lastIndexOf('.'))))
                .forEach(name -> broken.add(name + ": names " + naming.get(name) + ", which is not ours"));
        NAMES_LIBRARY.keySet().stream()
                .filter(name -> classes.contain(name) || classes.contain(name.substring(0, name.lastIndexOf('.'))))
                .filter(name -> !naming.containsKey(name))
                .forEach(name -> broken.add(name + ": names no library's type, and need not be excused"));
        return broken;
    }

    private static void look(JavaClass type, JavaMember member, Map<String, String> naming, List<String> broken) {
        String name = type.getName() + "." + member.getName();
        named(member)
                .filter(SignatureRules::isForeign)
                .findFirst()
                .ifPresent(foreign -> naming.put(name, foreign.getName()));
        if (member instanceof JavaMethod method && !type.isAnnotation() && isOtherYesOrNo(method)) {
            broken.add(name + ": is named after no question; call it is…, has…, may… or can…");
        }
    }

    private static boolean isOtherYesOrNo(JavaMethod method) {
        return method.getRawReturnType().isEquivalentTo(boolean.class)
                && method.getParameters().isEmpty()
                && !YES_OR_NO.matcher(method.getName()).matches();
    }

    private static boolean isSeen(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isSeen(JavaClass type, Set<String> exported) {
        boolean isExported = exported.isEmpty()
                ? !type.getPackageName().contains(".internal")
                : exported.contains(type.getPackageName());
        return isExported && HouseRules.isPublic(type);
    }

    private static Stream<JavaClass> named(JavaMember member) {
        Stream<JavaType> types = member instanceof JavaCodeUnit unit
                ? Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                : Stream.of(((JavaField) member).getType());
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static boolean isForeign(JavaClass named) {
        JavaClass type = named.getBaseComponentType();
        String from = type.getPackageName();
        // What a generated class has in public is its value's own: a test of core sees that only a builder extends it.
        boolean isOurs =
                from.startsWith(OURS) && !from.contains(".internal") && !HouseRules.isGenerated(type.getName());
        return !type.isPrimitive() && !isOurs && !from.startsWith("java.");
    }

    // Empty in a module without a descriptor, which exports all but what is internal.
    private static Set<String> exported() {
        Path descriptor = Path.of("target", "classes", "module-info.class");
        if (!Files.exists(descriptor)) {
            return Set.of();
        }
        try (InputStream in = Files.newInputStream(descriptor)) {
            return ModuleDescriptor.read(in).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
