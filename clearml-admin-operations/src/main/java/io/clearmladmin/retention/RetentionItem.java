package io.clearmladmin.retention;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.List;
import java.util.Locale;

/**
 * What became of a task or model.
 *
 * @param id its id
 * @param name its name; empty if it was gone
 * @param outcome what became of it
 * @param reason why; may be empty
 * @param files its files that the server does not delete by itself
 */
public record RetentionItem(String id, String name, Outcome outcome, String reason, List<String> files) {

    /** What became of it. */
    public enum Outcome {
        /** It is archived. */
        ARCHIVED,
        /** It is gone. */
        DELETED,
        /** It was left alone, or is archived but not deleted: the reason says what protects it. */
        KEPT,
        /** The server refused or failed, and it is still there; a task may be archived meanwhile. */
        FAILED,
        /** It is not known whether it was archived or deleted. */
        UNKNOWN
    }

    /** Copies the list. */
    public RetentionItem {
        files = List.copyOf(files);
    }

    void addTo(Table rows) {
        rows.row(word(), id, name, reason);
    }

    private String word() {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** One line. */
    @Override
    public String toString() {
        return SafeText.line(
                word() + " " + id + (name.isEmpty() ? "" : " " + name) + (reason.isEmpty() ? "" : ": ") + reason);
    }
}
