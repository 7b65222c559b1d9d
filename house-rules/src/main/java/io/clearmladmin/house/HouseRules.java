package io.clearmladmin.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.slf4j.Logger;

/** The rules for the classes of every published module; {@link SourceRules} checks what classes do not show. */
public final class HouseRules {

    private static final String THREADS = "io.clearmladmin.internal.threads.Threads";

    private HouseRules() {}

    /** The rules, each with its reason. */
    public static List<ArchRule> all() {
        return List.of(threads(), printing(), names(), loggers(), badArguments(), CircleRules.packages());
    }

    /** The classes of the module whose tests run; read once. */
    public static JavaClasses classesUnderTest() {
        return UnderTest.CLASSES;
    }

    private static final class UnderTest {
        private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));
    }

    /** Whether it is public with all that it stands in. */
    static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(HouseRules::isPublic).orElse(true);
    }

    /** Whether the class of this name was generated for a value. */
    static boolean isGenerated(String name) {
        return name.contains(".Immutable");
    }

    private static ArchRule threads() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(THREADS)
                .should()
                .accessTargetWhere(makesThreads())
                .because("a thread that Threads did not make can end silently, and hold the process");
    }

    private static DescribedPredicate<JavaAccess<?>> makesThreads() {
        Set<String> ways = Set.of("ofVirtual", "ofPlatform", "startVirtualThread", "parallelStream", "parallel");
        return DescribedPredicate.describe("it makes threads", access -> {
            String name = access.getName();
            boolean isMade = name.equals("<init>")
                    && (isA(access, Thread.class) || isA(access, Executor.class) || isA(access, Timer.class));
            return isMade
                    || isA(access, Executors.class)
                    || (isA(access, CompletableFuture.class) && name.endsWith("Async"))
                    || (access.getTargetOwner().getPackageName().startsWith("java.") && ways.contains(name));
        });
    }

    private static boolean isA(JavaAccess<?> access, Class<?> type) {
        return access.getTargetOwner().isAssignableTo(type);
    }

    private static ArchRule printing() {
        return noClasses()
                .that(DescribedPredicate.describe(
                        "are no programs",
                        type -> type.tryGetMethod("main", String[].class).isEmpty()))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a library reports by its log, its values and its exceptions");
    }

    private static ArchRule names() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..impl..", "..dto..", "..helper..", "..manager..")
                .because("a package is named after what its user calls the thing");
    }

    private static ArchRule loggers() {
        return fields().that()
                .haveRawType(Logger.class)
                .should()
                .bePrivate()
                .andShould()
                .beStatic()
                .andShould()
                .beFinal()
                .andShould()
                .haveName("LOG")
                .allowEmptyShould(true)
                .because("what is the same in every class has one name in every class");
    }

    // A null is the compiler's matter; where it cannot see it, Objects.requireNonNull says which.
    private static ArchRule badArguments() {
        Set<String> others = Set.of(
                "java.lang.NullPointerException",
                "java.lang.IndexOutOfBoundsException",
                "java.lang.NumberFormatException",
                "java.time.DateTimeException",
                "java.security.InvalidParameterException");
        return noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "it makes another exception for a bad argument",
                        access -> access.getName().equals("<init>")
                                && others.contains(access.getTargetOwner().getName())))
                .because("whoever passes a bad argument catches an IllegalArgumentException, wherever it is seen");
    }
}
