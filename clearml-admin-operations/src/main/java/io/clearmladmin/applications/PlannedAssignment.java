package io.clearmladmin.applications;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.Locale;

/**
 * What is to be done to a tenant.
 *
 * @param tenant the tenant's id
 * @param name the tenant's name, as far as it is known
 * @param action what is to be done
 * @param from the state of the application there, such as {@code disabled}; empty if the tenant does not have it
 * @param reason why nothing is done; may be empty
 */
public record PlannedAssignment(String tenant, String name, Action action, String from, String reason) {

    /** What is done to a tenant. */
    public enum Action {
        /** Its users may launch the application. */
        ENABLE,
        /** They see it and may not launch it. */
        DISABLE,
        /** They no longer have it. */
        REMOVE,
        /** Nothing. */
        LEAVE,
        /** Nothing: there is no such tenant, or it is deleted. */
        CANNOT
    }

    /** Whether something is to be done. */
    @JsonIgnore
    public boolean isChange() {
        return action != Action.LEAVE && action != Action.CANNOT;
    }

    void addTo(Table rows) {
        rows.row(action.name().toLowerCase(Locale.ROOT), sentence());
    }

    private String sentence() {
        return name + " (" + tenant + ")" + (from.isEmpty() ? "" : ": is " + from)
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** One line, such as {@code enable   Acme (4f1c): is disabled}. */
    @Override
    public String toString() {
        return SafeText.line("%-8s ".formatted(action.name().toLowerCase(Locale.ROOT)) + sentence());
    }
}
