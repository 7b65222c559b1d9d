package io.clearmladmin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** The rules of this module that a compiler does not know; those of all modules are tested beside them. */
class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.clearmladmin");

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
}
