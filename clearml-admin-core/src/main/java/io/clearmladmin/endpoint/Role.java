package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.clearmladmin.internal.text.SafeText;
import java.util.Objects;

/**
 * A user's role, an open set: a role that this version does not know is kept as it is.
 *
 * @param value the server's word for it
 */
public record Role(@JsonValue String value) {

    /** An internal component of the platform. */
    public static final Role SYSTEM = new Role("system");

    /** The platform's root administrator. */
    public static final Role ROOT = new Role("root");

    /** A tenant's administrator. */
    public static final Role ADMIN = new Role("admin");

    /** A tenant's super user. */
    public static final Role SUPERUSER = new Role("superuser");

    /** A normal user. */
    public static final Role USER = new Role("user");

    /** A user with limited rights. */
    public static final Role ANNOTATOR = new Role("annotator");

    /** A read-only guest; open source, with fixed users. */
    public static final Role GUEST = new Role("guest");

    /** An "AI user"; Enterprise, from about API 2.37. */
    public static final Role CONSUMER = new Role("consumer");

    /** Rejects null. */
    @JsonCreator
    public Role {
        Objects.requireNonNull(value, "role");
    }

    @Override
    public String toString() {
        return SafeText.line(value);
    }
}
