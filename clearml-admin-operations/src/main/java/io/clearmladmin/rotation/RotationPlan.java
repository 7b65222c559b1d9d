package io.clearmladmin.rotation;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.Table;
import io.clearmladmin.rotation.PlannedKey.Action;
import java.time.Instant;
import java.util.List;

/**
 * What a run would do, from the keys at one time. It is for information: a run reads the keys again.
 *
 * @param time when they were read
 * @param keys what would be done with each
 * @param unread the users whose keys could not be read
 */
public record RotationPlan(Instant time, List<PlannedKey> keys, List<UnreadUser> unread) {

    /** Copies the lists. */
    public RotationPlan {
        keys = List.copyOf(keys);
        unread = List.copyOf(unread);
    }

    /** The keys with this action. */
    public List<PlannedKey> with(Action action) {
        return keys.stream().filter(key -> key.action() == action).toList();
    }

    /** As JSON, with {@code snake_case} names and the time in ISO 8601. It has whole access keys, and no secret. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** For people: the counts, and the keys, one per line; what cannot be read or changed comes first. */
    public String toText() {
        Table rows = new Table();
        unread.forEach(user -> user.addTo(rows));
        with(Action.CANNOT).forEach(key -> key.addTo(rows));
        keys.stream().filter(key -> key.action() != Action.CANNOT).forEach(key -> key.addTo(rows));
        String counts = new Counts()
                .add(unread.size(), unread.size() == 1 ? "user unread" : "users unread")
                .add(with(Action.CANNOT).size(), "that no call can change")
                .add(with(Action.REPLACE).size(), "to replace")
                .add(with(Action.FINISH).size(), "to finish")
                .add(with(Action.REVOKE).size(), "to revoke")
                .add(with(Action.KEEP).size(), "to keep")
                .orElse("no keys");
        String all = rows.toString();
        return "Plan at " + time + ": " + counts + "\n" + (all.isEmpty() ? "" : "\n" + all);
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
