package io.clearmladmin.rotation;

import io.clearmladmin.internal.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run did.
 *
 * @param keys with each key it met
 */
public record RotationReport(List<RotatedKey> keys) {

    /** Keeps the list as it is. */
    public RotationReport {
        keys = List.copyOf(keys);
    }

    /** The keys of one outcome. */
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

    /** The keys, one a line, and a line that counts them. */
    @Override
    public String toString() {
        return keys.stream().map(key -> "  " + key + "\n").collect(Collectors.joining("", "Rotation:\n", ""))
                + "  " + with(RotatedKey.Outcome.REPLACED).size() + " replaced, "
                + with(RotatedKey.Outcome.REVOKED).size() + " revoked, "
                + with(RotatedKey.Outcome.KEPT).size() + " kept, "
                + with(RotatedKey.Outcome.FAILED).size() + " failed";
    }
}
