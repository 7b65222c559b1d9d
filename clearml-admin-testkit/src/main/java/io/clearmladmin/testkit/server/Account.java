package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A user: the login, and the profile as long as there is one. */
final class Account {

    final String id;
    /** What the login is called, which outlives the profile. */
    final String loginName;

    final String company;
    final Instant created;
    String email = "";
    Role role = Role.USER;
    /** Written in the server's configuration, so that its keys cannot be changed. */
    boolean isProtected;
    /** Made for programs; see {@code auth.create_service_user}. */
    boolean isServiceUser;

    boolean hasProfile = true;
    /** Without one there is a profile that nobody can log in as, or be impersonated as. */
    boolean hasLogin = true;

    boolean allowRunningAsOwner;
    /** Name, given name, family name, avatar: what was given of them, by their names on the wire. */
    final Map<String, Object> profile = new LinkedHashMap<>();

    Map<String, Object> preferences = new LinkedHashMap<>();

    Account(String id, String loginName, String company, Instant created) {
        this.id = id;
        this.loginName = loginName;
        this.company = company;
        this.created = created;
    }

    String name() {
        return String.valueOf(profile.getOrDefault("name", loginName));
    }
}
