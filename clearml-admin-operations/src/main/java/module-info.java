import org.jspecify.annotations.NullMarked;

/** Jobs of several calls: provision a tenant, rotate keys, audit a server. */
@NullMarked
module io.clearmladmin.operations {
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires org.yaml.snakeyaml;
    requires transitive io.clearmladmin;
    requires static java.compiler;
    requires static org.immutables.value.annotations;
    requires static transitive org.jspecify;

    exports io.clearmladmin.applications;
    exports io.clearmladmin.audit;
    exports io.clearmladmin.bulk;
    exports io.clearmladmin.credentials;
    exports io.clearmladmin.directory;
    exports io.clearmladmin.drain;
    exports io.clearmladmin.onboarding;
    exports io.clearmladmin.retention;
    exports io.clearmladmin.rotation;
    exports io.clearmladmin.waiting;

    opens io.clearmladmin.applications to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.audit to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.directory to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.drain to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.onboarding to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.retention to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.rotation to
            com.fasterxml.jackson.databind;
}
