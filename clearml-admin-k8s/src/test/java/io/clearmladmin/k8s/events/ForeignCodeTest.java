package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever code of a user throws, where the public API of any module takes it: the caller's outcome stands, the component goes
 * on, or it is unhealthy with its reason and has given its Lease back.
 */
class ForeignCodeTest {

    /** Gives a component code that throws, and checks what becomes of it. */
    interface Scenario {
        void run(Boom boom) throws Exception;
    }

    private static final Map<String, Scenario> TRIED = tried();
    private static final Map<String, String> NOT_TRIED = notTried();

    private static Map<String, Scenario> tried() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("ClearMl.Builder.listener(CallListener)", ForeignToCalls::listener);
        all.put("MeteringClient.Builder.listener(CallListener)", ForeignToCalls::meteringListener);
        all.put("ApiServerSink.builder(Function)", ForeignToCalls::templateKey);
        all.put("CompanyInventory.Builder.progress(Consumer)", ForeignToCalls::inventoryProgress);
        all.put("CompanyInventory.builder(EventSink)", ForeignToCalls::inventorySink);
        all.put("CompanyMonitor.builder(LifecycleJournal)", ForeignToCalls::companyJournal);
        all.put("Bulk.call(Function)", ForeignToCalls::bulk);
        all.put("Onboarding.apply(Consumer)", ForeignToCalls::onboardingProgress);
        all.put("Onboarding.prune(Consumer)", ForeignToCalls::pruneProgress);
        all.put("Applications.apply(Consumer)", ForeignToCalls::rolloutProgress);
        all.put("Retention.apply(Consumer)", ForeignToCalls::retentionProgress);
        all.put("Waiter.Builder.progress(Consumer)", ForeignToCalls::waiterProgress);
        all.put("Onboarding.apply(CredentialStore)", ForeignToCalls::onboardingReceiver);
        all.put("Rotation.Builder.progress(Consumer)", ForeignToCalls::rotationProgress);
        all.put("Rotation.builder(CredentialStore)", ForeignToCalls::rotationReceiver);
        all.put("FakeClearMl.stub(Function)", ForeignToCalls::fakeAnswer);
        all.put("a type of a user's own service", ForeignToCalls::ownType);
        all.put("Kubernetes.watch(PodHandler)", ForeignToWatches::handler);
        all.put("PodWatch.Builder.tenants(TenantResolver)", ForeignToWatches::watchTenants);
        all.put("TenantResolver.inOrder(TenantResolver)", ForeignToWatches::tenantsInOrder);
        all.put("Kubernetes.pods(TenantResolver)", ForeignToWatches::listTenants);
        all.put("PodInventory.Builder.tenants(TenantResolver)", ForeignToWatches::inventoryTenants);
        all.put("PodInventory.builder(EventSink)", ForeignToWatches::inventorySink);
        all.put("Pods.forEach(Consumer)", ForeignToWatches::reader);
        all.put("Kubernetes.Builder.token(Supplier)", ForeignToWatches::token);
        all.put("PodMonitor.Builder.tenants(TenantResolver)", ForeignToWatches::monitorTenants);
        all.put("PodMonitor.builder(LifecycleJournal)", ForeignToMonitors::journal);
        all.put("PodMonitor.Builder.onFailure(Consumer)", ForeignToMonitors::onFailure);
        all.put("LocalJournal.open(EventSink)", ForeignToMonitors::sinkOfJournal);
        all.put("LeaderLease.start(Holder)", ForeignToMonitors::holder);
        all.put("Schedule.start(Consumer)", ForeignToMonitors::schedule);
        all.put("HealthProbe.builder(Question)", ForeignToMonitors::probe);
        all.put("the store of a Lease", ForeignToMonitors::leaseStore);
        return all;
    }

    private static Map<String, String> notTried() {
        Map<String, String> all = new LinkedHashMap<>();
        String clock = "asked for the time by the call that needs it, which throws what it throws";
        List.of(
                        "Audit.Builder",
                        "CompanyInventory.Builder",
                        "CompanyMonitor.Builder",
                        "ControlPlane.Builder",
                        "CustomEventsDoctor.Builder",
                        "Drain.Builder",
                        "FakeClearMl.Builder",
                        "HealthProbe.Builder",
                        "PodInventory.Builder",
                        "PodMonitor.Builder",
                        "PodWatch.Builder",
                        "Preflight.Builder",
                        "Revocation.Builder",
                        "Rotation.Builder",
                        "Waiter.Builder")
                .forEach(builder -> all.put(builder + ".clock(Clock)", clock));
        all.put("FakeCluster.start(Clock)", clock);
        all.put("Retention.of(Clock)", clock);
        all.put("Schedule.by(Clock)", clock);
        String own = "a part of the caller's own call, which throws what it throws, as it is";
        all.put("BrokerPing.of(Supplier)", own);
        all.put("DirectoryListing.each(Consumer)", own);
        all.put("Download.to(OutputStream)", own);
        all.put("Drain.Builder.sleeper(Sleeper)", own);
        all.put("EventSink.emitSnapshot(Iterable)", own);
        all.put("InMemoryEventSink.emitSnapshot(Iterable)", own);
        all.put("InMemoryEventSink.refuse(Predicate)", own);
        all.put("InMemoryJournal.refuse(Predicate)", own);
        all.put("KafkaSink.emitSnapshot(Iterable)", own);
        all.put("Waiter.Builder.sleeper(Sleeper)", own);
        all.put("Waiter.until(Supplier)", own);
        all.put("Drain.Builder.progress(Consumer)", "it is handed to a Waiter, whose progress is tried");
        String restoring = "it fails the call, and restoring again goes on: the tests of the journals try that";
        List.of("InMemoryJournal", "KafkaJournal", "LifecycleJournal", "LocalJournal")
                .forEach(journal -> all.put(journal + ".restore(RestoreHandler)", restoring));
        all.put(
                "RedactedException.of(UnaryOperator)",
                "a value's own making: what the function throws is its caller's");
        all.put("AuditTrail.to(Consumer)", "it is called as a CallListener is, which is tried");
        String okhttp = "core's test of the exchange tries what interceptors throw";
        all.put("ClearMl.Builder.httpClient(OkHttpClient)", okhttp);
        all.put("MeteringClient.Builder.httpClient(OkHttpClient)", okhttp);
        String keys = "the run over keys is that of a Rotation";
        all.put("Revocation.Builder.progress(Consumer)", keys);
        all.put("Revocation.Builder.store(CredentialStore)", keys);
        all.put(
                "KeyCreation.builder(CredentialStore)",
                "its keys are issued as those of a Rotation, whose store is tried");
        all.put(
                "KafkaSink.Builder.listener(KafkaSinkListener)",
                "the tests of the sink try every way in which one fails");
        return all;
    }

    static Stream<Arguments> cases() {
        return cases(Boom.kinds());
    }

    static Stream<Arguments> otherCases() {
        return cases(Boom.otherKinds());
    }

    private static Stream<Arguments> cases(List<Throwable> kinds) {
        return TRIED.keySet().stream().flatMap(place -> kinds.stream().map(kind -> Arguments.of(place, kind)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void what_it_throws_ends_the_part_that_it_hits_visibly_and_nothing_else(String place, Throwable kind)
            throws Exception {
        run(place, kind);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("otherCases")
    void and_so_does_whatever_else_it_throws(String place, Throwable kind) throws Exception {
        run(place, kind);
    }

    private static void run(String place, Throwable kind) throws Exception {
        Boom boom = new Boom(kind, 1);
        Scenario scenario = TRIED.get(place);
        assertThat(scenario).isNotNull();
        scenario.run(boom);
        assertThat(boom.isOver()).as("it was called").isTrue();
    }

    @Test
    void every_place_that_takes_code_of_a_user_is_tried_or_says_why_not() throws Exception {
        TreeSet<String> listed = new TreeSet<>(TRIED.keySet());
        listed.removeIf(place -> !place.contains("("));
        listed.addAll(NOT_TRIED.keySet());
        assertThat(HandedIn.places()).containsExactlyElementsOf(listed);
    }
}
