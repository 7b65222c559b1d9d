package io.clearmladmin.onboarding;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.Locale;

/**
 * One step of a plan. It holds no secret.
 *
 * @param action what the step does
 * @param subject what it is done to
 * @param from the present state; empty where it does not matter
 * @param to the new state; empty where the subject says it
 * @param reason why it cannot be done, why it is done, or what it takes along; may be empty
 */
public record Step(Action action, String subject, String from, String to, String reason) {

    /** What a step does. */
    public enum Action {
        /** Creates something that is missing. */
        CREATE,
        /** Changes something that exists. */
        CHANGE,
        /** Removes something that is beyond the specification. */
        REMOVE,
        /** Nothing: it is as specified, or protected from being removed. */
        LEAVE,
        /** Nothing: this server or this caller does not support it. The other steps are done. */
        CANNOT,
        /** Nothing: there is a conflict, and until it is resolved, no step of the plan is done. */
        CONFLICT
    }

    static Step create(String subject, String to) {
        return new Step(Action.CREATE, subject, "", to, "");
    }

    static Step change(String subject, String from, String to) {
        return new Step(Action.CHANGE, subject, from, to, "");
    }

    static Step remove(String subject, String reason) {
        return new Step(Action.REMOVE, subject, "", "", reason);
    }

    static Step leave(String subject) {
        return leave(subject, "");
    }

    static Step leave(String subject, String reason) {
        return new Step(Action.LEAVE, subject, "", "", reason);
    }

    static Step cannot(String subject, String reason) {
        return new Step(Action.CANNOT, subject, "", "", reason);
    }

    static Step conflict(String subject, String reason) {
        return new Step(Action.CONFLICT, subject, "", "", reason);
    }

    /** Whether this step changes something. */
    public boolean isChange() {
        return action == Action.CREATE || action == Action.CHANGE || action == Action.REMOVE;
    }

    void addTo(Table rows) {
        rows.row(action.name().toLowerCase(Locale.ROOT), sentence());
    }

    private String sentence() {
        String change = from.isEmpty() ? to : from + " -> " + to;
        return subject + (change.isEmpty() ? "" : ": " + change) + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** One line, such as {@code change   settings: allowed_users 5 -> 10}. */
    @Override
    public String toString() {
        return SafeText.line("%-8s ".formatted(action.name().toLowerCase(Locale.ROOT)) + sentence());
    }
}
