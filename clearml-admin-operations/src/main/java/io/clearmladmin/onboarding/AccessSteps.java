package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.UserInfo;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.AlreadyExistsException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.internal.keys.KeyIssuer;
import io.clearmladmin.internal.keys.KeyOrder;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.AddOrUpdateAccessRule;
import io.clearmladmin.permissions.AddOrUpdateUserGroup;
import io.clearmladmin.permissions.GroupUser;
import io.clearmladmin.permissions.UserGroup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps for users, their access and their keys. */
final class AccessSteps {

    private final TenantSpec spec;
    private final ExistingTenant found;

    AccessSteps(TenantSpec spec, ExistingTenant found) {
        this.spec = spec;
        this.found = found;
    }

    List<PlannedAction> users() {
        return SpecChecks.everyone(spec).map(this::user).toList();
    }

    private Role role(UserSpec user) {
        return user.role().orElse(isAdmin(user) ? Role.ADMIN : Role.USER);
    }

    private boolean isAdmin(UserSpec user) {
        return user.email().equals(spec.admin().email());
    }

    private PlannedAction user(UserSpec user) {
        ExistingTenant.User known = found.users().get(user.email());
        Role role = role(user);
        if (known == null) {
            return PlannedAction.create(
                    "user " + user.email(), role.value(), work -> work.userIds.put(user.email(), create(work, user)));
        }
        if (known.role().map(role::equals).orElse(true)) {
            return PlannedAction.none(Step.leave(
                    "user " + user.email(), found.isEnterprise() ? "" : "matches user " + known.id() + " by the name"));
        }
        String from = known.role().map(Role::value).orElse("");
        return PlannedAction.change(
                "role of " + user.email(),
                from,
                role.value(),
                work -> ApplyContext.set(() -> work.asAdmin().auth().editUser(known.id(), role)));
    }

    private String create(ApplyContext work, UserSpec user) {
        Optional<Boolean> internal = user.internal();
        if (internal.isEmpty() && isAdmin(user) && found.isEnterprise() && isSystem(work.clearml)) {
            internal = Optional.of(true);
        }
        CreateUser request = CreateUser.builder()
                .name(user.name())
                .company(work.company())
                .email(user.email())
                .role(role(user))
                .internal(internal)
                .build();
        String id;
        try {
            id = work.clearml.auth().createUser(request);
        } catch (OutcomeUnknownException | AlreadyExistsException maybeMade) {
            id = made(work, user, maybeMade);
        }
        if (isAdmin(user) && work.clearml.capabilities().has(TenantLookups.TENANT_INFO)) {
            requireNoStrangers(work);
        }
        return id;
    }

    // Another process may have resumed the same begun tenant. Of two, at least one sees the other's admin.
    private static void requireNoStrangers(ApplyContext work) {
        Set<String> ours = SpecChecks.everyone(work.spec).map(UserSpec::email).collect(Collectors.toSet());
        List<String> strangers = TenantMembers.of(work.clearml, work.company()).stream()
                .filter(user -> !work.inhabitants.contains(user.id()))
                .flatMap(user -> user.email().stream())
                .filter(email -> !email.isEmpty() && !ours.contains(email))
                .toList();
        if (!strangers.isEmpty()) {
            throw new OnboardingConflictException(
                    work.spec,
                    List.of(Step.conflict(
                            "tenant " + work.company(),
                            "another process created " + strangers
                                    + " in it at the same time; decide whose tenant it is, and"
                                    + " delete the others' users")));
        }
    }

    private static boolean isSystem(ClearMl clearml) {
        return clearml.claims()
                .identity()
                .flatMap(identity -> identity.role())
                .filter(Role.SYSTEM::equals)
                .isPresent();
    }

    // An e-mail is unique on the whole server: a user with it in this tenant is the right one.
    private String made(ApplyContext work, UserSpec user, ClearMlException maybeMade) {
        if (!found.isEnterprise()) {
            List<String> ids = TenantLookups.usersByName(work.clearml).getOrDefault(user.name(), List.of());
            if (ids.size() != 1) {
                throw maybeMade;
            }
            return ids.get(0);
        }
        return Optional.ofNullable(TenantLookups.usersByEmail(work.clearml, List.of(user.email()))
                        .get(user.email()))
                .map(UserInfo::id)
                .filter(id -> isIn(work, id))
                .orElseThrow(() -> maybeMade);
    }

    private static boolean isIn(ApplyContext work, String user) {
        return TenantLookups.companyOf(work.clearml, user)
                .filter(work.company()::equals)
                .isPresent();
    }

    List<PlannedAction> groups() {
        List<PlannedAction> todos = new ArrayList<>();
        for (GroupSpec group : spec.groups()) {
            UserGroup known = found.groups().get(group.name());
            if (known == null) {
                todos.add(PlannedAction.create(
                        "group " + group.name(), group.users().toString(), work -> store(work, group, null)));
                continue;
            }
            List<String> missing =
                    group.users().stream().filter(email -> !isIn(known, email)).toList();
            todos.add(
                    missing.isEmpty()
                            ? PlannedAction.none(Step.leave("group " + group.name()))
                            : PlannedAction.change(
                                    "group " + group.name(),
                                    known.users().size() + " users",
                                    "and " + missing,
                                    work -> store(work, group, known)));
        }
        return todos;
    }

    private boolean isIn(UserGroup group, String email) {
        ExistingTenant.User user = found.users().get(email);
        return user != null && group.users().stream().map(GroupUser::id).anyMatch(user.id()::equals);
    }

    // The id is derived from the name, so that storing the group again changes the same one.
    private static void store(ApplyContext work, GroupSpec group, @Nullable UserGroup known) {
        Set<String> users = new LinkedHashSet<>();
        if (known != null) {
            known.users().forEach(user -> users.add(user.id()));
        }
        group.users().forEach(email -> users.add(work.userId(email)));
        String id = known != null
                ? known.id()
                : UUID.nameUUIDFromBytes((work.company() + '/' + group.name()).getBytes(StandardCharsets.UTF_8))
                        .toString();
        AddOrUpdateUserGroup request = AddOrUpdateUserGroup.builder()
                .id(id)
                .name(group.name())
                .description(group.description())
                .users(List.copyOf(users))
                .build();
        ApplyContext.set(() -> work.asAdmin().permissions().addOrUpdateUserGroup(request));
    }

    List<PlannedAction> accessRules() {
        List<PlannedAction> todos = new ArrayList<>();
        for (AccessRuleSpec rule : spec.accessRules()) {
            AccessRule known = found.accessRules().get(rule.name());
            String to = rule.accessPermission() + " on " + rule.entityType() + " " + rule.entityId();
            if (known == null) {
                todos.add(PlannedAction.create("access rule " + rule.name(), to, work -> create(work, rule)));
            } else if (isRight(known, rule)) {
                todos.add(PlannedAction.none(Step.leave("access rule " + rule.name())));
            } else {
                String from = known.accessPermission().orElse("?") + " on "
                        + known.entityType().orElse("?") + " "
                        + known.entityId().orElse("");
                todos.add(PlannedAction.change(
                        "access rule " + rule.name(),
                        from,
                        to,
                        work -> ApplyContext.set(() -> store(work, rule, known))));
            }
        }
        return todos;
    }

    private boolean isRight(AccessRule known, AccessRuleSpec rule) {
        Set<String> users = ids(known.users());
        Set<String> groups = ids(known.groups());
        return known.entityType().filter(rule.entityType()::equals).isPresent()
                && known.entityId().filter(rule.entityId()::equals).isPresent()
                && known.accessPermission()
                        .filter(rule.accessPermission()::equals)
                        .isPresent()
                && rule.users().stream().allMatch(email -> {
                    ExistingTenant.User user = found.users().get(email);
                    return user != null && users.contains(user.id());
                })
                && rule.groups().stream().allMatch(name -> {
                    UserGroup group = found.groups().get(name);
                    return group != null && groups.contains(group.id());
                });
    }

    private static Set<String> ids(List<Reference> references) {
        return references.stream().map(Reference::id).collect(Collectors.toSet());
    }

    private static void create(ApplyContext work, AccessRuleSpec rule) {
        try {
            store(work, rule, null);
        } catch (OutcomeUnknownException unknown) {
            if (!TenantLookups.accessRules(work.asAdmin()).containsKey(rule.name())) {
                throw unknown;
            }
        }
    }

    private static void store(ApplyContext work, AccessRuleSpec rule, @Nullable AccessRule known) {
        Set<String> users = known == null ? new LinkedHashSet<>() : new LinkedHashSet<>(ids(known.users()));
        rule.users().forEach(email -> users.add(work.userId(email)));
        Set<String> groups = known == null ? new LinkedHashSet<>() : new LinkedHashSet<>(ids(known.groups()));
        rule.groups().forEach(name -> groups.add(work.groupId(name)));
        work.asAdmin()
                .permissions()
                .addOrUpdateAccessRule(AddOrUpdateAccessRule.builder()
                        .id(Optional.ofNullable(known).map(AccessRule::id))
                        .name(rule.name())
                        .description(rule.description())
                        .entityType(rule.entityType())
                        .entityId(rule.entityId())
                        .accessPermission(rule.accessPermission())
                        .users(new ArrayList<>(users))
                        .groups(new ArrayList<>(groups))
                        .build());
    }

    List<PlannedAction> keys() {
        List<PlannedAction> todos = new ArrayList<>();
        for (KeySpec key : spec.credentials()) {
            String email = key.user().orElse(spec.admin().email());
            ExistingTenant.User owner = found.users().get(email);
            List<CredentialInfo> known = owner == null ? List.of() : owner.keys();
            String subject = "key '" + key.label() + "' of " + email;
            String lifetime = key.lifetime().map(AccessSteps::text).orElse("");
            Optional<CredentialInfo> there = known.stream()
                    .filter(one -> one.label().filter(key.label()::equals).isPresent())
                    .findFirst();
            if (!lifetime.isEmpty() && !found.isEnterprise()) {
                todos.add(PlannedAction.none(Step.cannot(
                        subject,
                        lifetime
                                + " needs an Enterprise server: an open-source one silently ignores the lifetime, and its keys"
                                + " never expire; omit lifetime if that is acceptable")));
            } else if (there.isPresent()) {
                boolean isEndless = !lifetime.isEmpty() && there.get().expire().isEmpty();
                todos.add(PlannedAction.none(
                        Step.leave(subject, isEndless ? "it never expires; rotate it to have one " + lifetime : "")));
            } else {
                todos.add(PlannedAction.create(subject, lifetime, work -> make(work, key, email, known)));
            }
        }
        return todos;
    }

    private static String text(Duration lifetime) {
        return lifetime.equals(Duration.ofDays(lifetime.toDays()))
                ? "for " + lifetime.toDays() + " days"
                : "for " + lifetime;
    }

    private static void make(ApplyContext work, KeySpec key, String email, List<CredentialInfo> known) {
        KeyOrder order = new KeyOrder(
                key.label(),
                key.label() + KeyIssuer.IN_PROGRESS,
                key.lifetime(),
                now -> now.stream().noneMatch(one -> one.label().equals(Optional.of(key.label()))));
        new KeyIssuer(work.clearml, work.company(), work.spec.name(), work.userId(email), work.store)
                .newKey(order, known, inUse -> {});
    }
}
