package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What the lists of tasks, projects and models have in common: filters, order, pages and the choice of fields. */
final class Documents {

    private static final int LARGEST_PAGE = 500;

    private final ServerState world;
    private final String object;
    private final Set<String> fields;
    private final boolean isJoined;

    /**
     * The lists of one kind of object.
     *
     * @param object its name in refusals
     * @param fields the fields that it may have
     * @param isJoined whether references are objects
     */
    Documents(ServerState world, String object, Set<String> fields, boolean isJoined) {
        this.world = world;
        this.object = object;
        this.fields = fields;
        this.isJoined = isJoined;
    }

    /** Refuses what no list may be asked for. */
    void check(Body body) {
        for (String field : body.textsOrNone("only_fields")) {
            if (!fields.contains(top(field))) {
                throw new Refusal(400, 14, "Fields not defined for object: fields=(" + field + "), object=" + object);
            }
        }
        pattern(body.text("name"));
        Body any = new Body(Wire.JSON.valueToTree(body.objectOrNone("_any_")));
        pattern(any.text("pattern"));
    }

    static @Nullable Pattern pattern(@Nullable String text) {
        try {
            return text == null ? null : Pattern.compile(text, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException malformed) {
            throw new Refusal(400, 21, "Malformed regular expression: err=" + malformed.getDescription());
        }
    }

    private static String top(String field) {
        return field.split("\\.", 2)[0];
    }

    /** A list filter; an empty one lets all through, as on the real server. */
    record Choice(Set<String> wanted, Set<String> excluded) {

        static Choice of(Body body, String name) {
            List<String> words = body.filter(name);
            Set<String> wanted = new HashSet<>();
            Set<String> excluded = new HashSet<>();
            for (int i = 0; i < words.size(); i++) {
                String one = words.get(i);
                if (one.equals("__$not") && i + 1 < words.size()) {
                    i++;
                    excluded.add(words.get(i));
                } else if (one.startsWith("-")) {
                    excluded.add(one.substring(1));
                } else {
                    wanted.add(one);
                }
            }
            return new Choice(wanted, excluded);
        }

        boolean allows(@Nullable String value) {
            return !excluded.contains(value) && (wanted.isEmpty() || wanted.contains(value));
        }
    }

    /** Whether a value is wanted by a list filter. */
    static boolean isWanted(Body body, String name, @Nullable String value) {
        return Choice.of(body, name).allows(value);
    }

    /** Whether a text that must match does. */
    static boolean isMatched(@Nullable Pattern pattern, @Nullable String text) {
        return pattern == null || (text != null && pattern.matcher(text).find());
    }

    /** One object as an answer shows it. */
    Map<String, Object> whole(Map<String, Object> document) {
        Map<String, Object> shown = new LinkedHashMap<>();
        document.forEach((name, value) -> shown.put(name, shown(value)));
        return shown;
    }

    private Object shown(Object value) {
        if (value instanceof Ref ref) {
            return isJoined ? Map.of("id", ref.id()) : ref.id();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> shown = new LinkedHashMap<>();
            map.forEach((name, inner) -> shown.put(name, shown(inner)));
            return shown;
        }
        return value instanceof List<?> list ? list.stream().map(this::shown).toList() : value;
    }

    /** Sorts, cuts the page out, chooses the fields, and names it. */
    Map<String, Object> answer(String what, List<Map<String, Object>> found, Body body) {
        return answer(what, found, document -> String.valueOf(document.get("id")), document -> document, body);
    }

    /** The same of many objects, of which a listing by id makes documents only for its page. */
    <T> Map<String, Object> answer(
            String what, List<T> found, Function<T, String> id, Function<T, Map<String, Object>> document, Body body) {
        List<String> order = body.textsOrNone("order_by");
        Map<String, Object> answer = new LinkedHashMap<>();
        List<Map<String, Object>> page;
        if (order.isEmpty() || order.equals(List.of("id"))) {
            List<T> sorted = new ArrayList<>(found);
            if (!order.isEmpty()) {
                sorted.sort(Comparator.comparing(id));
            }
            page = page(sorted, body, answer).stream().map(document).toList();
        } else {
            List<Map<String, Object>> sorted = new ArrayList<>();
            found.forEach(each -> sorted.add(document.apply(each)));
            order.stream().map(Documents::by).reduce(Comparator::thenComparing).ifPresent(sorted::sort);
            page = page(sorted, body, answer);
        }
        answer.put(what, page.stream().map(each -> chosen(each, body)).toList());
        return answer;
    }

    private <T> List<T> page(List<T> sorted, Body body, Map<String, Object> answer) {
        return body.fields().has("scroll_id") ? scrolled(sorted, body, answer) : Pages.cut(sorted, body);
    }

    private <T> List<T> scrolled(List<T> sorted, Body body, Map<String, Object> answer) {
        String id = body.text("scroll_id");
        String scroll = id == null ? ServerState.newId() : id;
        int from = world.scrolls.getOrDefault(scroll, 0);
        Long size = body.number("size");
        List<T> page = sorted.stream()
                .skip(from)
                .limit(size == null ? LARGEST_PAGE : size)
                .toList();
        world.scrolls.put(scroll, from + page.size());
        answer.put("scroll_id", scroll);
        return page;
    }

    private static Comparator<Map<String, Object>> by(String field) {
        boolean isDescending = field.startsWith("-");
        String name = isDescending ? field.substring(1) : field;
        Comparator<Map<String, Object>> order =
                Comparator.comparing(each -> String.valueOf(each.getOrDefault(name, "")));
        return isDescending ? order.reversed() : order;
    }

    private Map<String, Object> chosen(Map<String, Object> document, Body body) {
        List<String> only = body.texts("only_fields");
        if (only == null) {
            Map<String, Object> whole = whole(document);
            whole.remove("path"); // only if it is asked for
            return whole;
        }
        Map<String, Object> chosen = new LinkedHashMap<>();
        if (isJoined) {
            chosen.put("id", document.getOrDefault("id", ""));
        }
        only.forEach(field -> choose(document, List.of(field.split("\\.", -1)), chosen));
        return chosen;
    }

    @SuppressWarnings("unchecked") // maps of fields hold nothing else
    private void choose(Map<String, Object> document, List<String> path, Map<String, Object> chosen) {
        String name = path.get(0);
        Object value = document.get(name);
        if (value == null) {
            return;
        }
        List<String> rest = path.subList(1, path.size());
        if (rest.isEmpty()) {
            chosen.putIfAbsent(name, shown(value));
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> inner =
                    (Map<String, Object>) chosen.computeIfAbsent(name, any -> new LinkedHashMap<String, Object>());
            choose((Map<String, Object>) map, rest, inner);
        } else if (value instanceof Ref ref && isJoined) {
            Map<String, Object> joined = new LinkedHashMap<>(Map.of("id", ref.id()));
            Map<String, Object> target = world.documentOf(ref);
            Object field = target.get(rest.get(0));
            if (field != null) {
                joined.put(rest.get(0), shown(field));
            }
            if (chosen.get(name) instanceof Map<?, ?> before) {
                before.forEach((key, known) -> joined.putIfAbsent(String.valueOf(key), known));
            }
            chosen.put(name, joined);
        } else {
            chosen.putIfAbsent(name, shown(value));
        }
    }
}
