package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that the server holds. Guarded by the server's lock. */
final class ServerState {

    static final String SERVER_VERSION = "2.3.0";
    static final String ENTERPRISE_VERSION = "3.30.0";
    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int KEY_LENGTH = 30;
    private static final int SECRET_BYTES = 50;

    final Edition edition;
    final Clock clock;
    final Duration tokenLifetime;
    final Map<String, String> fixedUsers;
    final SecureRandom random = new SecureRandom();
    final Map<String, Company> companies = new LinkedHashMap<>();
    /** By id, which is the order in which the real server lists them. */
    final Map<String, Account> accounts = new TreeMap<>();

    final Map<String, Key> keys = new LinkedHashMap<>();
    final Map<String, Map<String, Object>> routerTokens = new LinkedHashMap<>();
    final List<Event> customEvents = new ArrayList<>();
    final Map<String, Queue> queues = new LinkedHashMap<>();
    /** By the key that the real server shows: tenant, user and id. */
    final Map<String, Worker> workers = new LinkedHashMap<>();

    final TaskTable tasks = new TaskTable();
    /** The ids of those that once had a parent, by its id. */
    private final Map<String, Set<String>> children = new HashMap<>();

    final Map<String, Project> projects = new LinkedHashMap<>();
    final Map<String, Model> models = new LinkedHashMap<>();
    /** Containers that serve models, by tenant and id. */
    final Map<String, Container> containers = new LinkedHashMap<>();
    /** Applications, and customizations of them. */
    final Map<String, App> apps = new LinkedHashMap<>();
    /** How far each scroll has come. */
    final Map<String, Integer> scrolls = new LinkedHashMap<>();

    final List<WorkerEvent> workerLog = new ArrayList<>();
    /** What {@code tenants.edit_usage_configuration} stored. */
    Map<String, Object> usageConfiguration = Map.of();

    final Set<String> revokedSessions = new HashSet<>();
    /** The metering service's own login. */
    final String meteringKey;

    final String meteringSecret;
    final Account system;
    final Key systemKey;

    ServerState(Edition edition, Clock clock, Duration tokenLifetime, Map<String, String> fixedUsers) {
        this.edition = edition;
        this.clock = clock;
        this.tokenLifetime = tokenLifetime;
        this.fixedUsers = fixedUsers;
        this.meteringKey = newId();
        this.meteringSecret = newId();
        companies.put(FakeServer.DEFAULT_COMPANY, new Company(FakeServer.DEFAULT_COMPANY, "clearml"));
        system = account("__apiserver__", "apiserver", Role.SYSTEM, FakeServer.DEFAULT_COMPANY);
        system.isProtected = true;
        system.hasProfile = false;
        systemKey = key(system, null);
        Queue standard = new Queue(newId(), FakeServer.DEFAULT_COMPANY, null, "default", now());
        standard.systemTags.add("default");
        queues.put(standard.id, standard);
        fixedUsers.keySet().forEach(name -> account(newId(), name, Role.USER, FakeServer.DEFAULT_COMPANY));
    }

    /** A new tenant gets every application that others may launch, as from the real server's hook, and no customization. */
    Company addCompany(String name) {
        Company company = new Company(newId(), name);
        companies.put(company.id, company);
        apps.values().stream()
                .filter(app -> app.base == null && app.states.containsValue(App.ENABLED))
                .forEach(app -> app.states.put(company.id, App.ENABLED));
        return company;
    }

    void setParent(Task task, @Nullable String parent) {
        task.parent = parent;
        if (parent != null) {
            children.computeIfAbsent(parent, id -> new LinkedHashSet<>()).add(task.id);
        }
    }

    /** The tasks of this parent. */
    List<Task> childrenOf(String parent) {
        return children.getOrDefault(parent, Set.of()).stream()
                .flatMap(id -> Stream.ofNullable(tasks.get(id)))
                .filter(task -> parent.equals(task.parent))
                .toList();
    }

    /** Something that happened to a worker. */
    record WorkerEvent(Instant time, String company, String text) {}

    void log(Worker worker, String what) {
        workerLog.add(new WorkerEvent(now(), worker.company, "worker " + worker.id + " " + what));
    }

    List<Account> accountsOf(String company) {
        return accounts.values().stream()
                .filter(account -> account.company.equals(company))
                .toList();
    }

    /** Who accepted an invitation: the account of the tenant with this e-mail. */
    @Nullable
    Account accepted(Company company, String email) {
        return accountsOf(company.id).stream()
                .filter(account -> account.email.equals(email))
                .findFirst()
                .orElse(null);
    }

    Account account(String id, String name, Role role, String company) {
        Account account = new Account(id, name, company, now());
        account.role = role;
        account.profile.put("name", name);
        accounts.put(id, account);
        return account;
    }

    Key key(Account account, @Nullable Duration lifetime) {
        StringBuilder access = new StringBuilder();
        for (int i = 0; i < KEY_LENGTH; i++) {
            access.append(KEY_LETTERS.charAt(random.nextInt(KEY_LETTERS.length())));
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = "S" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return key(access.toString(), secret, account, lifetime);
    }

    Key key(String access, String secret, Account account, @Nullable Duration lifetime) {
        Instant end = lifetime == null ? null : now().plus(lifetime);
        Key key = new Key(access, secret, account.id, now(), end);
        keys.put(key.accessKey, key);
        return key;
    }

    List<Key> keysOf(String user) {
        return keys.values().stream().filter(key -> key.user.equals(user)).toList();
    }

    /** The workers of a tenant whose registration has not run out. */
    List<Worker> workersOf(String company) {
        Instant now = now();
        return workers.values().stream()
                .filter(worker -> worker.company.equals(company) && worker.isRegistered(now))
                .toList();
    }

    Company companyOf(Caller caller) {
        return company(caller.company());
    }

    /** The caller's tenant; the platform's users may name another. */
    Company companyNamed(Caller caller, Body body) {
        String id = body.text("company");
        if (id != null && !caller.isPlatform() && !id.equals(caller.company())) {
            throw new Refusal(400, 10, "Invalid object id: company=" + id);
        }
        return company(id == null ? caller.company() : id);
    }

    Company company(String id) {
        Company company = companies.get(id);
        if (company == null) {
            throw new Refusal(400, 10, "Invalid object id: company=" + id);
        }
        return company;
    }

    /** When one of the user's keys was last used. */
    Optional<Instant> lastLogin(String user) {
        return keysOf(user).stream()
                .flatMap(key -> Stream.ofNullable(key.lastUsed))
                .max(Instant::compareTo);
    }

    /** The fields of what a reference names; none if it is gone. */
    Map<String, Object> documentOf(Ref ref) {
        return switch (ref.kind()) {
            case USER -> {
                Account account = accounts.get(ref.id());
                yield account == null ? Map.of() : Map.of("name", account.name());
            }
            case COMPANY -> {
                Company company = companies.get(ref.id());
                yield company == null ? Map.of() : Map.of("name", company.name);
            }
            case QUEUE -> {
                Queue queue = queues.get(ref.id());
                yield queue == null ? Map.of() : Map.of("name", queue.name);
            }
            case PROJECT -> {
                Project project = projects.get(ref.id());
                yield project == null ? Map.of() : project.document(List.of());
            }
            case TASK -> {
                Task task = tasks.get(ref.id());
                yield task == null ? Map.of() : task.document(List.of());
            }
            case MODEL -> {
                Model model = models.get(ref.id());
                yield model == null ? Map.of() : model.document();
            }
        };
    }

    Instant now() {
        return clock.instant();
    }

    boolean isEnterprise() {
        return edition == Edition.ENTERPRISE;
    }

    String serverVersion() {
        return isEnterprise() ? ENTERPRISE_VERSION : SERVER_VERSION;
    }

    String apiVersion() {
        return isEnterprise() ? "2.37" : "2.34";
    }

    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
