import org.jspecify.annotations.NullMarked;

/** A ClearML server in the test's own process; start at {@link io.clearmladmin.testkit.FakeClearMl}. */
@NullMarked
module io.clearmladmin.testkit {
    requires transitive io.clearmladmin;
    requires transitive io.clearmladmin.events;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires jdk.httpserver;
    requires mockwebserver3;
    requires okhttp3;
    requires okio;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;

    exports io.clearmladmin.testkit;
    exports io.clearmladmin.testkit.calls;
}
