package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container that serves a model. */
final class Container {

    final String id;
    final String company;
    final Instant registered;
    Map<String, Object> fields;
    /** What it last reported; null before it did. */
    @Nullable
    Map<String, Object> report;

    Instant lastUpdate;

    Container(String id, String company, Map<String, Object> fields, Instant registered) {
        this.id = id;
        this.company = company;
        this.fields = fields;
        this.registered = registered;
        this.lastUpdate = registered;
    }

    /** What it said of itself, the last time it said it. */
    @Nullable
    Object said(String name) {
        Object reported = report == null ? null : report.get(name);
        return reported == null ? fields.get(name) : reported;
    }
}
