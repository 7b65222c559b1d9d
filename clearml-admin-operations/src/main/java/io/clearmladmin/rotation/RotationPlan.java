package io.clearmladmin.rotation;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.rotation.PlannedKey.Action;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

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

    /** The keys, one per line, and a line with their counts. */
    @Override
    public String toString() {
        return keys.stream().map(key -> "  " + key + "\n").collect(Collectors.joining("", "Plan:\n", ""))
                + unread.stream().map(user -> "  " + user + "\n").collect(Collectors.joining())
                + "  " + with(Action.REPLACE).size() + " to replace, "
                + with(Action.FINISH).size() + " to finish, "
                + with(Action.REVOKE).size() + " to revoke, "
                + with(Action.KEEP).size() + " to keep, "
                + with(Action.CANNOT).size() + " that no call can change, "
                + unread.size() + " unread";
    }
}
