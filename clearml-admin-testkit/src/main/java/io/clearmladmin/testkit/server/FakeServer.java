package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** The server: one lock around everything it holds, so that calls happen one after the other. */
public final class FakeServer implements AutoCloseable {

    /** The id of the tenant that each server has. */
    public static final String DEFAULT_COMPANY = "d1bd92a3b039400cbafc60a7a5b1e52b";

    private final MockWebServer http = new MockWebServer();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Execution> executions = new ArrayList<>();
    private final Faults faults = new Faults();
    private final Edition edition;
    private final Clock clock;
    private final Duration tokenLifetime;
    private final Map<String, String> fixedUsers;
    private final Set<String> missing = new HashSet<>();
    private ServerState world;
    private Calls calls;

    /** Starts it on this loopback port; on a free one if it is 0. */
    public FakeServer(int port, Edition edition, Clock clock, Duration tokenLifetime, Map<String, String> fixedUsers) {
        this.edition = Objects.requireNonNull(edition, "edition");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.tokenLifetime = Objects.requireNonNull(tokenLifetime, "tokenLifetime");
        this.fixedUsers = Map.copyOf(fixedUsers);
        this.world = newWorld();
        this.calls = new Calls(world, executions);
        http.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        try {
            http.setServerSocketFactory(new NoDelaySockets());
            http.start(InetAddress.getLoopbackAddress(), port);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "port " + port + ": cannot be listened on: " + failure.getMessage(), failure);
        }
    }

    private ServerState newWorld() {
        return new ServerState(edition, clock, tokenLifetime, fixedUsers);
    }

    private MockResponse answer(RecordedRequest request) {
        lock.lock();
        try {
            Fault fault = faults.next(request.getUrl().pathSegments());
            if (fault != null && !fault.kind().executes()) {
                return faults.inPlaceOf(fault, calls.refused(request, fault));
            }
            Answer answer = calls.answer(request);
            return fault == null
                    ? answer.toResponse(request)
                    : faults.damaged(fault, answer, calls.refused(request, fault), request);
        } finally {
            lock.unlock();
        }
    }

    /** The server's clock. */
    public Clock clock() {
        return clock;
    }

    /** The API address. */
    public String url() {
        return "http://" + http.getHostName() + ":" + http.getPort();
    }

    /** The user of the server's own configuration. */
    public FakeUser systemUser() {
        lock.lock();
        try {
            return user(world.system, world.systemKey);
        } finally {
            lock.unlock();
        }
    }

    /** The login of the metering service. */
    public FakeUser meteringUser() {
        lock.lock();
        try {
            Secret secret = Secret.of(world.meteringSecret);
            return new FakeUser("metering", "metering", "", Role.SYSTEM, world.meteringKey, secret);
        } finally {
            lock.unlock();
        }
    }

    /** Adds a user with a key. */
    public FakeUser addUser(String name, Role role, String companyId) {
        lock.lock();
        try {
            if (!world.companies.containsKey(companyId)) {
                throw new IllegalArgumentException("companyId: there is no tenant " + companyId);
            }
            Account account = world.account(ServerState.newId(), name, role, companyId);
            account.email = account.id + "@users.invalid";
            return user(account, world.key(account, null));
        } finally {
            lock.unlock();
        }
    }

    private static FakeUser user(Account account, Key key) {
        return new FakeUser(
                account.id, account.name(), account.company, account.role, key.accessKey, Secret.of(key.secretKey));
    }

    /** Adds a tenant. */
    public String addCompany(String name) {
        lock.lock();
        try {
            return world.addCompany(name).id;
        } finally {
            lock.unlock();
        }
    }

    /** Adds an application that no tenant has. */
    public void addApplication(String appId, List<String> versions) {
        lock.lock();
        try {
            if (appId.isBlank() || versions.isEmpty()) {
                throw new IllegalArgumentException("versions: an application has an id and one version at least");
            }
            App app = new App(appId, null, appId, "", world.now());
            versions.forEach(version -> app.versions.put(version, true));
            app.activateNewest();
            world.apps.put(appId, app);
        } finally {
            lock.unlock();
        }
    }

    /** Adds tasks of the system user. */
    public List<String> addTasks(int count, TaskStatus status) {
        lock.lock();
        try {
            List<String> ids = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                Task task = new Task(
                        ServerState.newId(), DEFAULT_COMPANY, world.system.id, "task " + i, "training", world.now());
                task.status = Objects.requireNonNull(status, "status");
                world.tasks.put(task.id, task);
                ids.add(task.id);
            }
            return ids;
        } finally {
            lock.unlock();
        }
    }

    /** Replaces what an endpoint does, or adds one. */
    public void stub(String endpoint, Function<Execution, ?> data) {
        lock.lock();
        try {
            calls.answer(Objects.requireNonNull(endpoint, "endpoint"), Objects.requireNonNull(data, "data"));
        } finally {
            lock.unlock();
        }
    }

    /** Takes endpoints away, as on an older server. */
    public void without(Set<String> endpoints) {
        lock.lock();
        try {
            missing.addAll(endpoints);
            calls.without(missing);
        } finally {
            lock.unlock();
        }
    }

    /** Adds a fault. */
    public void inject(Fault fault) {
        faults.add(Objects.requireNonNull(fault, "fault"));
    }

    /** Takes all faults back. */
    public void clearFaults() {
        faults.clear();
    }

    /** What was carried out. */
    public List<Execution> recordedCalls() {
        lock.lock();
        try {
            return List.copyOf(executions);
        } finally {
            lock.unlock();
        }
    }

    /** The custom events that were taken. */
    public List<Map<String, Object>> customEvents() {
        lock.lock();
        try {
            return world.customEvents.stream().map(Event::fields).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Back to how it started. */
    public void reset() {
        lock.lock();
        try {
            faults.clear();
            executions.clear();
            world = newWorld();
            calls = new Calls(world, executions);
            calls.without(missing);
        } finally {
            lock.unlock();
        }
    }

    /** What the server holds, for a test of its own. */
    ServerState world() {
        return world;
    }

    /** The tokens it makes, for a test of its own. */
    Tokens tokens() {
        return calls.tokens();
    }

    @Override
    public void close() {
        http.close();
    }
}
