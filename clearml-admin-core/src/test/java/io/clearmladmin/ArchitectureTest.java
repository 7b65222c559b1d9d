package io.clearmladmin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of this module that a compiler does not know; those of all modules are tested beside them. */
class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.clearmladmin");

    // The house rules are on the class path of tests only.
    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().startsWith("io.clearmladmin.internal")
                && !type.getPackageName().startsWith("io.clearmladmin.house")
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    private static boolean isForeign(JavaClass type) {
        String name = type.getName();
        return type.getSimpleName().startsWith("Immutable")
                || name.startsWith("okhttp3.")
                || name.startsWith("okio.")
                || name.startsWith("com.fasterxml.")
                || name.startsWith("io.github.resilience4j.")
                || name.startsWith("io.clearmladmin.internal.");
    }

    private static String foreign(Stream<JavaType> signature) {
        return signature
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .filter(ArchitectureTest::isForeign)
                .map(JavaClass::getName)
                .findFirst()
                .orElse("");
    }

    @Test
    void a_public_signature_names_no_type_that_is_not_ours_or_the_jdks() {
        codeUnits()
                .should(new ArchCondition<JavaCodeUnit>("name only our own types and the JDK's") {
                    @Override
                    public void check(JavaCodeUnit unit, ConditionEvents events) {
                        boolean isHook = unit.getFullName().matches("io\\.clearmladmin\\..*Builder\\.httpClient\\(.*");
                        boolean isSeen = isPublic(unit.getOwner())
                                && (unit.getModifiers().contains(JavaModifier.PUBLIC)
                                        || unit.getModifiers().contains(JavaModifier.PROTECTED));
                        if (!isSeen || isHook) {
                            return;
                        }
                        Stream<JavaType> signature =
                                Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
                        String found = foreign(signature);
                        events.add(new SimpleConditionEvent(
                                unit, found.isEmpty(), unit.getFullName() + " names " + found));
                    }
                })
                .check(ALL);
    }

    @Test
    void a_public_field_names_no_type_that_is_not_ours_or_the_jdks() {
        fields().that()
                .arePublic()
                .should(new ArchCondition<JavaField>("name only our own types and the JDK's") {
                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        boolean isRight = !isPublic(field.getOwner())
                                || foreign(Stream.of(field.getType())).isEmpty();
                        events.add(new SimpleConditionEvent(field, isRight, field.getFullName()));
                    }
                })
                .check(ALL);
    }

    @Test
    void only_a_builder_extends_what_is_generated() {
        classes()
                .should(new ArchCondition<JavaClass>("extend a generated class only as a Builder") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean extendsGenerated = type.getRawSuperclass()
                                .map(parent -> parent.getName().contains(".Immutable"))
                                .orElse(false);
                        boolean isRight =
                                !extendsGenerated || type.getSimpleName().equals("Builder");
                        events.add(new SimpleConditionEvent(type, isRight, type.getName()));
                    }
                })
                .check(ALL);
    }

    @Test
    void services_do_not_know_how_they_are_implemented() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Service")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.clearmladmin.internal..", "okhttp3..", "com.fasterxml..")
                .check(ALL);
    }

    @Test
    void what_depends_on_time_gets_it_injected() {
        noClasses()
                .that()
                .resideInAPackage("io.clearmladmin.internal..")
                .and()
                .haveNameNotMatching(".*\\.(Time(\\$.*)?|threads\\.Deadline)")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(ALL);
    }

    @Test
    void the_values_of_services_have_no_cycles_through_the_client() {
        slices().matching(
                        "io.clearmladmin.(auth|debug|login|metering|organization|permissions|queues|resources|server|sso|storage|tenants|system|users|workers)..")
                .should()
                .beFreeOfCycles()
                .check(ALL);
    }
}
