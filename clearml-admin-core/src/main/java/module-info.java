import org.jspecify.annotations.NullMarked;

/** The client of a ClearML server's administration; start at {@link io.clearmladmin.ClearMl}. */
@NullMarked
@SuppressWarnings("module") // sisters that are not built yet, and need not be there at run time
module io.clearmladmin {
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jdk8;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires io.github.resilience4j.circuitbreaker;
    requires okio;
    requires org.slf4j;
    requires transitive okhttp3;
    requires static java.compiler;
    requires static org.immutables.value.annotations;
    requires static transitive org.jspecify;

    exports io.clearmladmin;
    exports io.clearmladmin.auth;
    exports io.clearmladmin.calls;
    exports io.clearmladmin.debug;
    exports io.clearmladmin.endpoint;
    exports io.clearmladmin.errors;
    exports io.clearmladmin.internal.check to
            io.clearmladmin.cli,
            io.clearmladmin.emitters,
            io.clearmladmin.events,
            io.clearmladmin.helm,
            io.clearmladmin.k8s,
            io.clearmladmin.kafka,
            io.clearmladmin.operations;
    exports io.clearmladmin.internal.configuration to
            io.clearmladmin.cli;
    exports io.clearmladmin.internal.cron to
            io.clearmladmin.events,
            io.clearmladmin.helm;
    exports io.clearmladmin.internal.files to
            io.clearmladmin.cli,
            io.clearmladmin.events,
            io.clearmladmin.helm,
            io.clearmladmin.operations;
    exports io.clearmladmin.internal.health to
            io.clearmladmin.cli,
            io.clearmladmin.k8s,
            io.clearmladmin.operations;
    exports io.clearmladmin.internal.hocon to
            io.clearmladmin.cli,
            io.clearmladmin.emitters,
            io.clearmladmin.helm;
    exports io.clearmladmin.internal.json to
            io.clearmladmin.cli,
            io.clearmladmin.events,
            io.clearmladmin.k8s,
            io.clearmladmin.operations;
    exports io.clearmladmin.internal.secrets to
            io.clearmladmin.cli,
            io.clearmladmin.events,
            io.clearmladmin.helm,
            io.clearmladmin.k8s,
            io.clearmladmin.kafka,
            io.clearmladmin.operations;
    exports io.clearmladmin.internal.text to
            io.clearmladmin.cli,
            io.clearmladmin.emitters,
            io.clearmladmin.events,
            io.clearmladmin.helm,
            io.clearmladmin.k8s,
            io.clearmladmin.kafka,
            io.clearmladmin.micrometer,
            io.clearmladmin.operations;
    exports io.clearmladmin.internal.threads to
            io.clearmladmin.cli,
            io.clearmladmin.emitters,
            io.clearmladmin.events,
            io.clearmladmin.k8s,
            io.clearmladmin.kafka,
            io.clearmladmin.operations,
            io.clearmladmin.testkit;
    exports io.clearmladmin.internal.tls to
            io.clearmladmin.k8s,
            io.clearmladmin.operations;
    exports io.clearmladmin.login;
    exports io.clearmladmin.logs;
    exports io.clearmladmin.models;
    exports io.clearmladmin.projects;
    exports io.clearmladmin.serving;
    exports io.clearmladmin.tasks;
    exports io.clearmladmin.apps;
    exports io.clearmladmin.routers;
    exports io.clearmladmin.variables;
    exports io.clearmladmin.metering;
    exports io.clearmladmin.organization;
    exports io.clearmladmin.permissions;
    exports io.clearmladmin.queues;
    exports io.clearmladmin.report;
    exports io.clearmladmin.resources;
    exports io.clearmladmin.sso;
    exports io.clearmladmin.storage;
    exports io.clearmladmin.workers;
    exports io.clearmladmin.server;
    exports io.clearmladmin.system;
    exports io.clearmladmin.tenants;
    exports io.clearmladmin.users;

    opens io.clearmladmin.auth to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.calls to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.debug to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.endpoint to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.login to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.logs to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.models to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.projects to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.serving to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.tasks to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.apps to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.routers to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.variables to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.metering to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.organization to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.permissions to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.queues to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.report to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.resources to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.sso to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.storage to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.workers to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.server to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.system to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.tenants to
            com.fasterxml.jackson.databind;
    opens io.clearmladmin.users to
            com.fasterxml.jackson.databind;
}
