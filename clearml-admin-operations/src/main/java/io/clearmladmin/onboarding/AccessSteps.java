package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.UserInfo;
import io.clearmladmin.auth.UserInfoQuery;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.AlreadyExistsException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.internal.keys.KeyIssuer;
import io.clearmladmin.internal.keys.KeyOrder;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.AddOrUpdateAccessRule;
import io.clearmladmin.permissions.AddOrUpdateUserGroup;
import io.clearmladmin.permissions.GroupUser;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users, what they may reach, and their keys. */
final class AccessSteps {

    private final TenantSpec spec;
    private final ExistingTenant found;
    private final List<PlannedAction> todos;

    AccessSteps(TenantSpec spec, ExistingTenant found, List<PlannedAction> todos) {
        this.spec = spec;
        this.found = found;
        this.todos = todos;
    }

    void users() {
        SpecChecks.everyone(spec).forEach(this::user);
    }

    private Role role(UserSpec user) {
        return user.role().orElse(isAdmin(user) ? Role.ADMIN : Role.USER);
    }

    private boolean isAdmin(UserSpec user) {
        return user.email().equals(spec.admin().email());
    }

    private void user(UserSpec user) {
        ExistingTenant.User known = found.users.get(user.email());
        Role role = role(user);
        if (known == null) {
            todos.add(PlannedAction.create(
                    "user " + user.email(), role.value(), work -> work.userIds.put(user.email(), create(work, user))));
        } else if (known.role().map(role::equals).orElse(true)) {
            todos.add(PlannedAction.none(Step.leave("user " + user.email())));
        } else {
            String from = known.role().map(Role::value).orElse("");
            todos.add(PlannedAction.change(
                    "role of " + user.email(),
                    from,
                    role.value(),
                    work -> ApplyContext.set(() -> work.asAdmin().auth().editUser(known.id(), role))));
        }
    }

    private String create(ApplyContext work, UserSpec user) {
        Optional<Boolean> internal = user.internal();
        if (internal.isEmpty() && isAdmin(user) && found.isEnterprise && isSystem(work.clearml)) {
            internal = Optional.of(true);
        }
        CreateUser request = CreateUser.builder()
                .name(user.name())
                .company(work.company())
                .email(user.email())
                .role(role(user))
                .internal(internal)
                .build();
        try {
            return work.clearml.auth().createUser(request);
        } catch (OutcomeUnknownException | AlreadyExistsException maybeMade) {
            return made(work, user, maybeMade);
        }
    }

    private static boolean isSystem(ClearMl clearml) {
        return clearml.claims()
                .identity()
                .flatMap(identity -> identity.role())
                .filter(Role.SYSTEM::equals)
                .isPresent();
    }

    // An e-mail is unique on the whole server: if it is there, and in this tenant, it is ours.
    private String made(ApplyContext work, UserSpec user, ClearMlException maybeMade) {
        if (!found.isEnterprise) {
            UserQuery all = UserQuery.builder().build();
            return work.clearml.users().getAll(all).stream()
                    .filter(known -> known.name().filter(user.name()::equals).isPresent())
                    .map(User::id)
                    .findFirst()
                    .orElseThrow(() -> maybeMade);
        }
        UserInfoQuery query =
                UserInfoQuery.builder().emails(List.of(user.email())).build();
        return work.clearml.auth().getUsersInfo(query).values().stream()
                .filter(known -> known.email().filter(user.email()::equals).isPresent())
                .map(UserInfo::id)
                .filter(id -> isIn(work, id))
                .findFirst()
                .orElseThrow(() -> maybeMade);
    }

    private static boolean isIn(ApplyContext work, String user) {
        return TenantStateReader.companyOf(work.clearml, user)
                .filter(work.company()::equals)
                .isPresent();
    }

    void groups() {
        for (GroupSpec group : spec.groups()) {
            UserGroup known = found.groups.get(group.name());
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
    }

    private boolean isIn(UserGroup group, String email) {
        ExistingTenant.User user = found.users.get(email);
        return user != null && group.users().stream().map(GroupUser::id).anyMatch(user.id()::equals);
    }

    // The id is made from the name, so that the group is the same one however often it is stored.
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

    void accessRules() {
        for (AccessRuleSpec rule : spec.accessRules()) {
            AccessRule known = found.accessRules.get(rule.name());
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
                    ExistingTenant.User user = found.users.get(email);
                    return user != null && users.contains(user.id());
                })
                && rule.groups().stream().allMatch(name -> {
                    UserGroup group = found.groups.get(name);
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
            boolean isThere = work.asAdmin().permissions().getAccessRules().stream()
                    .anyMatch(known -> known.name().filter(rule.name()::equals).isPresent());
            if (!isThere) {
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

    void keys() {
        for (KeySpec key : spec.credentials()) {
            String email = key.user().orElse(spec.admin().email());
            ExistingTenant.User owner = found.users.get(email);
            List<CredentialInfo> known = owner == null ? List.of() : owner.keys();
            String subject = "key '" + key.label() + "' of " + email;
            boolean isThere = known.stream()
                    .anyMatch(one -> one.label().filter(key.label()::equals).isPresent());
            todos.add(
                    isThere
                            ? PlannedAction.none(Step.leave(subject))
                            : PlannedAction.create(
                                    subject,
                                    key.life()
                                            .map(life -> "for " + life.toDays() + " days")
                                            .orElse(""),
                                    work -> make(work, key, email, known)));
        }
    }

    private static void make(ApplyContext work, KeySpec key, String email, List<CredentialInfo> known) {
        KeyOrder order = new KeyOrder(
                key.label(),
                key.label() + KeyIssuer.UNDER_WAY,
                key.life(),
                now -> now.stream().noneMatch(one -> one.label().equals(Optional.of(key.label()))));
        new KeyIssuer(work.clearml, work.company(), work.spec.name(), work.userId(email), work.receiver)
                .newKey(order, known, inUse -> {});
    }
}
