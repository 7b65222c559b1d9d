package io.clearmladmin.testkit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import io.clearmladmin.testkit.server.FakeServer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A ClearML server in the test's own process: real HTTP on a loopback port, real tokens, users, keys and tenants in
 * memory. It answers as a server of version 2.3.0 was seen to (Enterprise: as the reference says), can be set to fail,
 * and remembers what it carried out.
 *
 * <pre>{@code
 * try (FakeClearMl fake = FakeClearMl.start(); ClearMl clearml = fake.connect()) {
 *     fake.inject(Fault.dropResponse().on("auth.create_user").times(1));
 *     // ... the code under test ...
 *     assertEquals(1, fake.recordedCalls("auth.create_user").size());
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads. What it does not do as the real server is listed in {@code docs/testing.md}.
 */
public final class FakeClearMl implements AutoCloseable {

    /** The id of the tenant that every server has. */
    public static final String DEFAULT_COMPANY = FakeServer.DEFAULT_COMPANY;

    private final FakeServer server;

    private FakeClearMl(FakeServer server) {
        this.server = server;
    }

    /**
     * Runs a server until the process is stopped, to try things on from another process. It prints the address and the
     * system user's key as lines that a shell can read: {@code docs/testing.md} has the command.
     *
     * @param arguments {@code --port N} (a free one by default), {@code --edition open-source|enterprise}, and
     *     {@code --until-stdin-closes}, which also ends it with the process that started it
     */
    public static void main(String... arguments) throws InterruptedException {
        System.exit(new ServerProgram(System.in, System.out, System.err).run(arguments));
    }

    /** Starts an open-source server with a system user and no others. */
    public static FakeClearMl start() {
        return builder().start();
    }

    /** Starts a server of this edition with a system user and no others. */
    public static FakeClearMl start(Edition edition) {
        return builder().edition(edition).start();
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The API address. */
    public String url() {
        return server.url();
    }

    /** A new client as the system user; the caller closes it. */
    public ClearMl connect() {
        return connect(systemUser());
    }

    /** A new client as this user; the caller closes it. */
    public ClearMl connect(FakeUser user) {
        return ClearMl.connect(url(), user.accessKey(), user.secretKey().reveal());
    }

    /** The user of the server's own configuration, with role system. */
    public FakeUser systemUser() {
        return server.systemUser();
    }

    /** The address of the metering service, which answers {@code get_usages}; Enterprise only. */
    public String meteringUrl() {
        return url() + "/metering";
    }

    /** The metering service's own login, which the API does not know. It belongs to no tenant. */
    public FakeUser meteringUser() {
        return server.meteringUser();
    }

    /** Adds a user with a key to the default tenant. */
    public FakeUser addUser(String name, Role role) {
        return addUser(name, role, DEFAULT_COMPANY);
    }

    /** Adds a user with a key to a tenant. */
    public FakeUser addUser(String name, Role role, String companyId) {
        return server.addUser(name, role, companyId);
    }

    /** Adds a tenant and returns its id. */
    public String addCompany(String name) {
        return server.addCompany(name);
    }

    /** Adds an application to the catalogue of an Enterprise server, with its versions installed; no tenant has it yet. */
    public void addApplication(String appId, String... versions) {
        server.addApplication(appId, List.of(versions));
    }

    /**
     * Adds so many tasks of the system user and returns their ids: each named after its number, in this status since now by the
     * server's clock, in the root, without a queue or worker.
     */
    public List<String> addTasks(int count, TaskStatus status) {
        return server.addTasks(count, status);
    }

    /** An agent of the system user that takes tasks from these queues when it is called to; the caller closes it. */
    public FakeAgent agent(String worker, String... queueIds) {
        return new FakeAgent(connect(), server.clock(), worker, List.of(queueIds));
    }

    /**
     * Makes an endpoint answer with this {@code data} from now on, made from the call, in place of what the fake does or
     * for what it does not know. Who may call stays as it was; anyone with a login may call what is new. A listing is asked
     * for page after page until one is empty: go by {@code page} in the call's body. What it throws is answered with status
     * 500, and says so.
     */
    public void stub(String endpoint, Function<Execution, ?> data) {
        server.stub(endpoint, data);
    }

    /** Makes something go wrong from now on. Faults are tried in the order in which they came. */
    public void inject(Fault fault) {
        server.inject(fault);
    }

    /** Takes all faults back. */
    public void clearFaults() {
        server.clearFaults();
    }

    /** What was carried out, in order, since the start or the last {@link #reset()}. */
    public List<Execution> recordedCalls() {
        return server.recordedCalls();
    }

    /** The executions of one endpoint. */
    public List<Execution> recordedCalls(String endpoint) {
        return recordedCalls().stream()
                .filter(call -> call.endpoint().equals(endpoint))
                .toList();
    }

    /** The custom events that were taken, in order; each as it was sent. */
    public List<Map<String, Object>> customEvents() {
        return server.customEvents();
    }

    /** Back to how it started: the system's user alone, no faults or answers, an empty journal. The address stays. */
    public void reset() {
        server.reset();
    }

    /** Stops the server. */
    @Override
    public void close() {
        server.close();
    }

    /** Builds a {@link FakeClearMl}. */
    public static final class Builder {

        private int port;
        private Edition edition = Edition.OPEN_SOURCE;
        private Clock clock = Clock.systemUTC();
        private Duration tokenLifetime = Duration.ofDays(30);
        private final Map<String, String> fixedUsers = new LinkedHashMap<>();

        private final Set<String> missing = new HashSet<>();

        private Builder() {}

        /** The loopback port, 1 to 65535; 0, the default, is one that is free. */
        public Builder port(int value) {
            if (value < 0 || value > 65_535) {
                throw new IllegalArgumentException("port: must be 0 to 65535, got " + value);
            }
            this.port = value;
            return this;
        }

        /** The edition; open source by default. */
        public Builder edition(Edition value) {
            this.edition = value;
            return this;
        }

        /** The server's clock, from which its tokens end; the system's by default. */
        public Builder clock(Clock value) {
            this.clock = value;
            return this;
        }

        /** The lifetime of tokens for which none was asked; 30 days by default. */
        public Builder tokenLifetime(Duration value) {
            this.tokenLifetime = value;
            return this;
        }

        /** Turns fixed users on and adds one: it logs in with this name and password. */
        public Builder fixedUser(String username, String password) {
            fixedUsers.put(username, password);
            return this;
        }

        /** Leaves endpoints out, as an older server does. */
        public Builder without(String... endpoints) {
            missing.addAll(List.of(endpoints));
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws java.io.UncheckedIOException if the port is not free
         */
        public FakeClearMl start() {
            FakeServer server = new FakeServer(port, edition, clock, tokenLifetime, fixedUsers);
            server.without(missing);
            return new FakeClearMl(server);
        }
    }
}
