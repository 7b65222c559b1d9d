package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Role;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A tenant under audit. */
final class AuditedTenant {

    private final String id;
    private final String name;
    private final Once<List<Person>> people;
    private final Supplier<Optional<ClearMl>> view;

    private AuditedTenant(String id, String name, Once<List<Person>> people, Supplier<Optional<ClearMl>> view) {
        this.id = id;
        this.name = name;
        this.people = people;
        this.view = view;
    }

    /** A user of the tenant. */
    record Person(String id, String name, Optional<Role> role) {}

    /** The caller's own tenant, which needs no impersonation. */
    static AuditedTenant own(String id, String name, ClearMl clearml, Supplier<List<Person>> people) {
        return new AuditedTenant(id, name, new Once<>(people), () -> Optional.of(clearml));
    }

    /** Another tenant, which the caller sees by acting as one of its users. */
    static AuditedTenant other(String id, String name, ClearMl clearml, Supplier<List<Person>> people) {
        Once<List<Person>> once = new Once<>(people);
        return new AuditedTenant(
                id, name, once, () -> once.get().stream().findFirst().map(person -> clearml.actingAs(person.id())));
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    List<Person> people() {
        return people.get();
    }

    /** A view of this tenant; empty if it has no user to act as. */
    Optional<ClearMl> view() {
        return view.get();
    }

    @Override
    public String toString() {
        return "tenant " + (name.isEmpty() ? id : name + " (" + id + ")");
    }
}
