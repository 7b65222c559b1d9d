package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A group of a tenant's users. */
final class Group {

    static final String USERS = "users";
    static final String ADMINS = "admins";

    final String id;
    final boolean isSystem;
    String name;
    String description = "";
    final Set<String> users = new LinkedHashSet<>();

    Group(String id, String name, boolean isSystem) {
        this.id = id;
        this.name = name;
        this.isSystem = isSystem;
    }

    /** True if who belongs to it follows from the users themselves. */
    boolean isComputed() {
        return isSystem && (id.equals(USERS) || id.equals(ADMINS));
    }

    List<Account> members(List<Account> all) {
        return all.stream().filter(this::has).toList();
    }

    boolean has(Account account) {
        if (isComputed()) {
            return account.hasProfile && (id.equals(USERS) || account.role.equals(Role.ADMIN));
        }
        return users.contains(account.id);
    }
}
