package io.clearmladmin.rotation;

import io.clearmladmin.internal.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of a run.
 *
 * @param keys the outcome for each key
 */
public record RotationReport(List<RotatedKey> keys) {

    /** Copies the list. */
    public RotationReport {
        keys = List.copyOf(keys);
    }

    /** The keys with this outcome. */
    public List<RotatedKey> with(RotatedKey.Outcome outcome) {
        return keys.stream().filter(key -> key.outcome() == outcome).toList();
    }

    /** Whether nothing failed. */
    public boolean isComplete() {
        return with(RotatedKey.Outcome.FAILED).isEmpty();
    }

    /** As JSON, with {@code snake_case} names. It has whole access keys, and no secret. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** The keys, one per line, and a line with their counts. */
    @Override
    public String toString() {
        return keys.stream().map(key -> "  " + key + "\n").collect(Collectors.joining("", "Rotation:\n", ""))
                + "  " + with(RotatedKey.Outcome.REPLACED).size() + " replaced, "
                + with(RotatedKey.Outcome.REVOKED).size() + " revoked, "
                + with(RotatedKey.Outcome.KEPT).size() + " kept, "
                + with(RotatedKey.Outcome.FAILED).size() + " failed";
    }
}
