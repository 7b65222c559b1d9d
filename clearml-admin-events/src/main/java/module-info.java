import org.jspecify.annotations.NullMarked;

/** What happened to tenants and task pods, how it is published, and how a journal remembers it. */
@NullMarked
module io.clearmladmin.events {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.h2database.mvstore;
    requires org.slf4j;
    requires transitive io.clearmladmin;
    requires static transitive org.jspecify;

    exports io.clearmladmin.events;

    opens io.clearmladmin.events to
            com.fasterxml.jackson.databind;
}
