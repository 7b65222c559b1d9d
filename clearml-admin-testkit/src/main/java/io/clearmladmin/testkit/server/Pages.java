package io.clearmladmin.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Cuts a listing into pages as the real server does. */
final class Pages {

    private static final int LARGEST = 500;

    private Pages() {}

    static <T> List<T> cut(List<T> all, Body body) {
        requireNumber(body, "page");
        Long page = body.number("page");
        Long pageSize = body.number("page_size");
        if (page == null && pageSize == null && body.has("size")) {
            pageSize = body.number("size");
        }
        if (page != null && page < 0) {
            throw new Refusal(400, 12, "Validation error (page must be >=0): field=page");
        }
        if (pageSize != null && pageSize < 1) {
            throw new Refusal(400, 12, "Validation error (page_size must be >0): field=page_size");
        }
        long size = pageSize == null ? LARGEST : Math.min(pageSize, LARGEST);
        long first = (page == null ? 0 : page) * size;
        return all.stream().skip(first).limit(size).toList();
    }

    private static void requireNumber(Body body, String name) {
        JsonNode value = body.fields().get(name);
        if (value != null && value.isTextual()) {
            throw new Refusal(500, 0, "'<' not supported between instances of 'str' and 'int'");
        }
    }
}
