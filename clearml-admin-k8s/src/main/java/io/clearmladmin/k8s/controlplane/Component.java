package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Objects;

/**
 * A part of the control plane, and how it is found.
 *
 * @param name the name in reports
 * @param need whether it must be there
 * @param selectors where it is; one that fits is enough
 */
public record Component(String name, Need need, List<Selector> selectors) {

    /** Whether a component must be there. */
    public enum Need {
        /** Its absence is a failure. */
        REQUIRED,
        /** It may be there. */
        OPTIONAL,
        /** It is elsewhere on purpose, such as a cloud provider's database; it is not searched for. */
        EXTERNAL
    }

    /** Refuses a component without name or, unless it is external, without selectors. */
    public Component {
        Objects.requireNonNull(need, "need");
        selectors = List.copyOf(selectors);
        Check.text("name", name);
        if (need != Need.EXTERNAL && selectors.isEmpty()) {
            throw new IllegalArgumentException("selectors: " + name + " needs at least one, or is external");
        }
    }

    /** One that must be there. */
    public static Component required(String name, Selector... selectors) {
        return new Component(name, Need.REQUIRED, List.of(selectors));
    }

    /** One that may be there. */
    public static Component optional(String name, Selector... selectors) {
        return new Component(name, Need.OPTIONAL, List.of(selectors));
    }

    /** One that is elsewhere on purpose. */
    public static Component external(String name) {
        return new Component(name, Need.EXTERNAL, List.of());
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
