package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import org.jspecify.annotations.Nullable;

/** To come. */
final class MessageTemplates {
    static final String CONTENT_TYPE = "text/plain; charset=utf-8";

    @Nullable
    String render(Event event) {
        return null;
    }
}
