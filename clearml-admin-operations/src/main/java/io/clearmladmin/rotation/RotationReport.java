package io.clearmladmin.rotation;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.Table;
import java.util.List;

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

    /** For people: the counts, and the keys, one per line; what failed comes first. */
    public String toText() {
        Table rows = new Table();
        with(RotatedKey.Outcome.FAILED).forEach(key -> key.addTo(rows));
        keys.stream().filter(key -> key.outcome() != RotatedKey.Outcome.FAILED).forEach(key -> key.addTo(rows));
        String counts = new Counts()
                .add(with(RotatedKey.Outcome.FAILED).size(), "failed")
                .add(with(RotatedKey.Outcome.REPLACED).size(), "replaced")
                .add(with(RotatedKey.Outcome.REVOKED).size(), "revoked")
                .add(with(RotatedKey.Outcome.KEPT).size(), "kept")
                .orElse("no keys");
        return "Rotation: " + counts + "\n" + (keys.isEmpty() ? "" : "\n" + rows);
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
