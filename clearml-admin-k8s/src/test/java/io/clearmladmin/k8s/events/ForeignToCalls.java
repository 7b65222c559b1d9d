package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.ForeignToWatches.isThrown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.ClearMl;
import io.clearmladmin.applications.Applications;
import io.clearmladmin.applications.Rollout;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.bulk.Bulk;
import io.clearmladmin.bulk.BulkReport;
import io.clearmladmin.bulk.BulkReport.Fate;
import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.events.ApiServerSink;
import io.clearmladmin.events.CompanyInventory;
import io.clearmladmin.events.CompanyMonitor;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.InventoryReport;
import io.clearmladmin.metering.MeteringClient;
import io.clearmladmin.metering.TenantUsagesQuery;
import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.onboarding.OnboardingException;
import io.clearmladmin.onboarding.OnboardingPlan;
import io.clearmladmin.onboarding.OnboardingResult;
import io.clearmladmin.onboarding.Step;
import io.clearmladmin.onboarding.TenantSpec;
import io.clearmladmin.retention.Retention;
import io.clearmladmin.retention.RetentionPlan;
import io.clearmladmin.retention.RetentionRule;
import io.clearmladmin.rotation.RotatedKey.Outcome;
import io.clearmladmin.rotation.Rotation;
import io.clearmladmin.rotation.RotationEndedException;
import io.clearmladmin.rotation.RotationReport;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.waiting.Waiter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What code of a user does to calls of a server, and to the jobs made of them. */
final class ForeignToCalls {

    static final Duration SOON = Duration.ofSeconds(30);

    private ForeignToCalls() {}

    private static CallListener listener(Boom ofAttempt, Boom ofCall) {
        return new CallListener() {
            @Override
            public void onAttempt(CallEvent attempt) {
                ofAttempt.now();
            }

            @Override
            public void onCall(CallEvent call) {
                ofCall.now();
            }
        };
    }

    private static long times(FakeClearMl fake, String endpoint) {
        return fake.recordedCalls().stream()
                .filter(one -> one.endpoint().equals(endpoint))
                .count();
    }

    static void listener(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE)) {
            FakeUser system = fake.systemUser();
            try (ClearMl clearml = ClearMl.builder()
                    .apiUrl(fake.url())
                    .credentials(system.accessKey(), system.secretKey().reveal())
                    .listener(listener(new Boom(boom.what(), 100), boom))
                    .build()) {
                String user = clearml.auth()
                        .createUser(CreateUser.builder()
                                .name("Ann")
                                .company(fake.addCompany("acme"))
                                .email("ann@acme.example")
                                .build());
                assertThat(user).isNotEmpty();
                assertThat(times(fake, "auth.create_user")).isEqualTo(1);
            }
        }
    }

    static void meteringListener(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE)) {
            FakeUser user = fake.meteringUser();
            try (MeteringClient metering = MeteringClient.builder()
                    .url(fake.meteringUrl())
                    .credentials(user.accessKey(), user.secretKey().reveal())
                    .listener(listener(new Boom(boom.what(), 100), boom))
                    .build()) {
                LocalDate day = LocalDate.of(2026, 11, 1);
                assertThat(metering.getUsages(TenantUsagesQuery.builder()
                                .fromDate(day)
                                .toDate(day.plusDays(1))
                                .build()))
                        .isNotNull();
            }
        }
    }

    private static Event event() {
        return events(1).get(0);
    }

    /** So many events, of as many subjects. */
    static List<Event> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Event(
                        "monitor-1",
                        Event.Kind.LIFECYCLE,
                        "pod.changed",
                        "tenant-1",
                        "pod/" + number,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Map.of("number", number)))
                .toList();
    }

    static void templateKey(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect();
                EventSink sink = ApiServerSink.builder(clearml, event -> {
                            boom.now();
                            return "key";
                        })
                        .build()) {
            assertThat(catchThrowable(() -> sink.emit(List.of(event()), SOON)))
                    .isInstanceOfAny(EventsNotEmittedException.class, OutOfMemoryError.class);
            assertThat(fake.customEvents()).isEmpty();
            sink.emit(List.of(event()), SOON);
            assertThat(fake.customEvents()).hasSize(1);
        }
    }

    private static void tenant(FakeClearMl fake, ClearMl clearml) {
        clearml.system().updateCompanyCustomEventsConfig(fake.addCompany("acme"), Map.of("id", "1"));
    }

    static void inventoryProgress(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            tenant(fake, clearml);
            InMemoryEventSink sink = new InMemoryEventSink();
            InventoryReport report = CompanyInventory.builder(clearml, sink)
                    .progress(done -> boom.now())
                    .build()
                    .run();
            assertThat(report.published()).isEqualTo(1);
            assertThat(report.failed()).isEmpty();
            assertThat(sink.events()).hasSize(2);
        }
    }

    static void inventorySink(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            tenant(fake, clearml);
            InMemoryEventSink sink = new InMemoryEventSink();
            CompanyInventory inventory = CompanyInventory.builder(clearml, new ThrowingSink(sink, boom))
                    .build();
            isThrown(boom, catchThrowable(inventory::run));
            assertThat(inventory.run().published()).isEqualTo(1);
        }
    }

    static void companyJournal(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            tenant(fake, clearml);
            InMemoryJournal journal = new InMemoryJournal();
            CompanyMonitor monitor = CompanyMonitor.builder(clearml, new CallingJournal(journal, boom::now))
                    .source("m1")
                    .build();
            isThrown(boom, catchThrowable(monitor::check));
            int tenants = clearml.system()
                    .getCompanies(CompanyQuery.builder().build())
                    .size();
            assertThat(monitor.check().published()).hasSize(tenants);
            assertThat(journal.published()).hasSize(tenants);
        }
    }

    static void bulk(Boom boom) {
        BulkReport<Integer, Integer> report = Bulk.parallel(2).call(List.of(1, 2, 3), item -> {
            if (item == 2) {
                boom.now();
            }
            return item;
        });
        assertThat(report.unfinished()).containsExactly(2);
        assertThat(report.outcomes().get(1).fate()).isEqualTo(boom.isFatal() ? Fate.UNKNOWN : Fate.FAILED);
    }

    static void onboardingProgress(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            Onboarding onboarding = Onboarding.of(clearml);
            OnboardingPlan plan =
                    onboarding.plan(TenantSpec.parse("name: acme\nadmin: {name: Ann, email: ann@acme.example}\n"));
            OnboardingResult done = onboarding.apply(plan, key -> {}, step -> boom.now());
            assertThat(done.done()).hasSizeGreaterThan(1);
            assertThat(onboarding.plan(plan.spec()).steps()).noneMatch(Step::isChange);
        }
    }

    static void pruneProgress(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            Onboarding onboarding = Onboarding.of(clearml);
            String less = "name: acme\nadmin: {name: Ann, email: ann@acme.example}\n";
            TenantSpec more = TenantSpec.parse(less + "groups: [{name: one}, {name: two}]\n");
            onboarding.apply(onboarding.plan(more), key -> {});
            TenantSpec spec = TenantSpec.parse(less);
            assertThat(onboarding
                            .prune(onboarding.planPrune(spec), step -> boom.now())
                            .removed())
                    .hasSize(2);
            assertThat(onboarding.planPrune(spec).removals()).isEmpty();
        }
    }

    static void rolloutProgress(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            String unused = fake.addCompany("acme");
            fake.addApplication("jupyter", "1.0");
            Applications applications = Applications.of(clearml);
            Rollout rollout = Rollout.toAllTenants("jupyter");
            endsAsTheJvm(boom, () -> applications.apply(applications.plan(rollout), outcome -> boom.now()));
            assertThat(applications.apply(applications.plan(rollout)).isComplete())
                    .isTrue();
        }
    }

    static void retentionProgress(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            fake.addTasks(2, TaskStatus.COMPLETED);
            Retention retention = Retention.of(clearml);
            RetentionRule rule = RetentionRule.archiveTasks()
                    .status(List.of(TaskStatus.COMPLETED))
                    .build();
            RetentionPlan plan = retention.plan(rule);
            endsAsTheJvm(boom, () -> retention.apply(plan, item -> boom.now()));
            assertThat(retention.apply(plan).isComplete()).isTrue();
            assertThat(retention.plan(rule).due()).isZero();
        }
    }

    static void waiterProgress(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            AtomicInteger readings = new AtomicInteger();
            Waiter waiter = Waiter.builder(clearml)
                    .sleeper(time -> {})
                    .progress(state -> boom.now())
                    .build();
            endsAsTheJvm(
                    boom,
                    () -> waiter.until(
                            "three readings",
                            () -> readings.incrementAndGet() < 3 ? Optional.of("few") : Optional.empty(),
                            "Read on."));
            assertThat(readings).hasValue(boom.isFatal() ? 1 : 3);
        }
    }

    // Only what ends the JVM's own work ends a job; the job can be done again.
    private static void endsAsTheJvm(Boom boom, ThrowingCallable job) {
        assertThat(catchThrowable(job)).isSameAs(boom.isFatal() ? boom.what() : null);
    }

    static void onboardingReceiver(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            Onboarding onboarding = Onboarding.of(clearml);
            TenantSpec spec = TenantSpec.parse(
                    "name: acme\nadmin: {name: Ann, email: ann@acme.example}\ncredentials: [{label: agent}]\n");
            CredentialStore receiver = key -> boom.now();
            assertThat(catchThrowable(() -> onboarding.apply(onboarding.plan(spec), receiver)))
                    .isInstanceOfAny(OnboardingException.class, OutOfMemoryError.class);
            onboarding.apply(onboarding.plan(spec), receiver);
            assertThat(onboarding.plan(spec).steps()).noneMatch(Step::isChange);
        }
    }

    static void rotationProgress(Boom boom) {
        RotationReport report = rotation(boom, key -> {}, rotation -> rotation.progress(key -> boom.now()));
        assertThat(report.with(Outcome.REPLACED)).hasSize(1);
    }

    static void rotationReceiver(Boom boom) {
        RotationReport report = rotation(boom, key -> boom.now(), rotation -> rotation);
        assertThat(report.with(Outcome.FAILED)).hasSize(1);
    }

    // What was done before the machine's own end is reported with it.
    private static RotationReport rotation(
            Boom boom, CredentialStore receiver, UnaryOperator<Rotation.Builder> settings) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            FakeUser ann = fake.addUser("Ann", Role.ADMIN);
            List<RotationReport> reports = new ArrayList<>();
            Rotation.Builder builder = settings.apply(Rotation.builder(clearml, receiver));
            Throwable ended = catchThrowable(() -> reports.add(builder.build().rotateUser(ann.id())));
            try (ClearMl asAnn = fake.connect(ann)) {
                assertThat(asAnn.auth().getCredentials().credentials()).isNotEmpty();
            }
            if (boom.isFatal()) {
                assertThat(ended).isSameAs(boom.what());
                return ((RotationEndedException) ended.getSuppressed()[ended.getSuppressed().length - 1]).report();
            }
            return reports.get(0);
        }
    }

    static void fakeAnswer(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            fake.stub("acme.thing", call -> {
                boom.now();
                return Map.of("name", "a");
            });
            // A thread of the fake that has ended does not answer.
            ThingService things = clearml.with(CallOptions.builder()
                            .callTimeout(Duration.ofSeconds(boom.isFatal() ? 1 : 30))
                            .build())
                    .service(ThingService.class);
            assertThatThrownBy(things::make)
                    .isInstanceOf(ClearMlException.class)
                    .hasMessageContaining(
                            boom.isFatal()
                                    ? "it is unknown whether this was carried out"
                                    : "the answer that the test gave for acme.thing failed");
            assertThat(things.make().name()).isEqualTo("\"a\"");
        }
    }

    interface ThingService {
        @Endpoint(name = "acme.thing", repeat = Repeat.UNSAFE)
        Thing make();
    }

    private static @Nullable Boom ofType;

    /** A value of a user's own. */
    @JsonDeserialize(using = Reader.class)
    record Thing(String name) {}

    /** Its reader, a user's own too, which does not always like what it is given. */
    static final class Reader extends JsonDeserializer<Thing> {

        @Override
        public Thing deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Boom boom = ofType;
            if (boom != null) {
                boom.now();
            }
            return new Thing(json.readValueAsTree().get("name").toString());
        }
    }

    static void ownType(Boom boom) {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            AtomicInteger made = new AtomicInteger();
            fake.stub("acme.thing", call -> Map.of("name", "a" + made.incrementAndGet()));
            ThingService things = clearml.service(ThingService.class);
            ofType = boom;
            Throwable thrown = catchThrowable(things::make);
            ofType = null;
            if (boom.isFatal()) {
                assertThat(thrown).isSameAs(boom.what());
            } else {
                // That it was carried out is not hidden by what happens here.
                assertThat(thrown).isInstanceOf(ClearMlException.class);
            }
            assertThat(made).hasValue(1);
            assertThat(things.make().name()).isEqualTo("\"a2\"");
        }
    }
}
