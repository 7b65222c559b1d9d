package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls about many: one id after the other, and the refusals collected. */
final class Batch {

    /** What is done to one, and returned of it. */
    interface Item {
        Map<String, @Nullable Object> run(String id);
    }

    private Batch() {}

    static Map<String, Object> of(Body body, Item item) {
        return of(body.requiredTexts("ids"), item);
    }

    static Map<String, Object> of(List<String> ids, Item item) {
        if (ids.isEmpty()) {
            throw Refusal.validation("error for field 'ids'. value '[]' length is lower than allowed minimum '1'.");
        }
        List<Map<String, Object>> failed = new ArrayList<>();
        List<Map<String, @Nullable Object>> succeeded = new ArrayList<>();
        for (String id : ids) {
            try {
                Map<String, @Nullable Object> done = new LinkedHashMap<>();
                done.put("id", id);
                done.putAll(item.run(id));
                succeeded.add(done);
            } catch (Refusal refusal) {
                if (refusal.status() >= 500) {
                    throw refusal;
                }
                failed.add(Map.of(
                        "id",
                        id,
                        "error",
                        Map.of(
                                "codes", List.of(refusal.status(), refusal.subcode()),
                                "msg", String.valueOf(refusal.getMessage()),
                                "data", refusal.data())));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("failed", failed);
        answer.put("succeeded", succeeded);
        return answer;
    }
}
