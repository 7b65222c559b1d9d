package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code get_all} endpoints have in common.
 *
 * @param what what is listed
 * @param fields its fields
 */
record Listing(String what, Set<String> fields) {

    // The real server reads a text as the list of its letters, none of which is a field.
    @Nullable
    List<String> onlyFields(Body body) {
        if (body.fields().path("only_fields").isTextual()) {
            requireField(body.fields().path("only_fields").textValue().substring(0, 1));
        }
        List<String> only = body.texts("only_fields");
        if (only != null) {
            only.forEach(this::requireField);
        }
        return only;
    }

    @Nullable
    Pattern name(Body body) {
        String name = body.text("name");
        try {
            return name == null ? null : Pattern.compile(name, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException malformed) {
            throw new Refusal(
                    400,
                    21,
                    "Malformed regular expression (while retrieving " + what + "): err=" + malformed.getDescription());
        }
    }

    /** Sorts, cuts out the page, and leaves only the fields that are wanted. */
    List<Map<String, Object>> page(List<Map<String, Object>> found, Body body, boolean isJoined) {
        List<String> only = onlyFields(body);
        List<String> order = body.texts("order_by");
        List<Map<String, Object>> sorted = new ArrayList<>(found);
        if (order != null) {
            order.stream().map(this::by).reduce(Comparator::thenComparing).ifPresent(sorted::sort);
        }
        List<Map<String, Object>> page = Pages.cut(sorted, body);
        return only == null
                ? page
                : page.stream().map(each -> project(each, only, isJoined)).toList();
    }

    private static Map<String, Object> project(Map<String, Object> each, List<String> only, boolean isJoined) {
        Map<String, Object> part = new LinkedHashMap<>();
        // get_all leaves the id out unless it is asked for, get_all_ex does not.
        if (isJoined) {
            part.put("id", each.get("id"));
        }
        for (String field : only) {
            String top = field.split("\\.", 2)[0];
            if (each.containsKey(top)) {
                part.put(top, each.get(top));
            }
        }
        return part;
    }

    private Comparator<Map<String, Object>> by(String field) {
        boolean isDescending = field.startsWith("-");
        String name = isDescending ? field.substring(1) : field;
        requireField(name);
        Comparator<Map<String, Object>> order =
                Comparator.comparing((Map<String, Object> each) -> String.valueOf(each.getOrDefault(name, "")));
        return isDescending ? order.reversed() : order;
    }

    private void requireField(String field) {
        if (!fields.contains(field.split("\\.", 2)[0])) {
            throw new Refusal(
                    400,
                    14,
                    "Lookup error (probably an invalid field name or unsupported nested field): "
                            + "err=Cannot resolve field \"" + field + "\"");
        }
    }
}
