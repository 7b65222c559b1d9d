package io.clearmladmin.kafka;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What the modules are made of, without their tests. */
final class OurClasses {

    private OurClasses() {}

    static JavaClasses of(String... packages) {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            // Others' classes are known by their names, which is enough and takes seconds less.
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // A thousand classes that know of no events.
                    .withImportOption(location -> !location.contains("clearml-admin-core"))
                    .importPackages(packages);
        });
    }
}
