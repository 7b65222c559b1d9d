package io.clearmladmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.audit.Audit;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.events.CompanyInventory;
import io.clearmladmin.events.CompanyMonitor;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.onboarding.TenantSpec;
import io.clearmladmin.rotation.Rotation;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any field of any reply may be null: the jobs of several calls go on, or say what is missing. */
class NulledRepliesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OkHttpClient HTTP = new OkHttpClient();
    /** How many fields of a job's replies are tried in a default build. */
    private static final int SOME = 20;

    /** A field of the replies of an endpoint. */
    record Place(String endpoint, JsonPointer field) {

        @Override
        public String toString() {
            return endpoint + " " + field;
        }
    }

    /** Changes replies on their way, and keeps a list of what is in them. */
    private static final class Nulling implements Interceptor {

        private final @Nullable Place nulled;
        private final Set<Place> seen = Collections.synchronizedSet(new LinkedHashSet<>());

        Nulling(@Nullable Place nulled) {
            this.nulled = nulled;
        }

        @Override
        public Response intercept(Chain chain) throws IOException {
            Response response = chain.proceed(chain.request());
            List<String> path = chain.request().url().pathSegments();
            String endpoint = path.get(path.size() - 1);
            String text = response.body().string();
            if (response.isSuccessful()) {
                JsonNode reply = JSON.readTree(text);
                collect(endpoint, JsonPointer.empty(), reply);
                if (nulled != null && nulled.endpoint().equals(endpoint)) {
                    text = without(reply, nulled.field()).toString();
                }
            }
            return response.newBuilder()
                    .body(ResponseBody.create(text, MediaType.get("application/json")))
                    .build();
        }

        private void collect(String endpoint, JsonPointer at, JsonNode node) {
            node.properties().forEach(field -> {
                JsonPointer place = at.appendProperty(field.getKey());
                seen.add(new Place(endpoint, place));
                collect(endpoint, place, field.getValue());
            });
            for (int i = 0; node.isArray() && i < Math.min(2, node.size()); i++) {
                seen.add(new Place(endpoint, at.appendIndex(i)));
                collect(endpoint, at.appendIndex(i), node.get(i));
            }
        }

        private static JsonNode without(JsonNode reply, JsonPointer field) {
            JsonNode parent = reply.at(field.head());
            JsonPointer last = field.last();
            if (last != null && parent instanceof ObjectNode object && object.has(last.getMatchingProperty())) {
                object.putNull(last.getMatchingProperty());
            } else if (last != null && parent instanceof ArrayNode list && last.getMatchingIndex() < list.size()) {
                list.setNull(last.getMatchingIndex());
            }
            return reply;
        }
    }

    /** What is run. */
    enum Job {
        INVENTORY,
        MONITOR,
        AUDIT,
        AUDIT_OF_OPEN_SOURCE,
        ONBOARDING,
        REPEATED_ONBOARDING,
        ROTATION,
        ROTATION_OF_A_TENANT;

        Edition edition() {
            return this == AUDIT_OF_OPEN_SOURCE ? Edition.OPEN_SOURCE : Edition.ENTERPRISE;
        }

        /** Without these replies, there is nothing to be done; of all else, a report says what is missing. */
        boolean needs(String endpoint) {
            return switch (this) {
                case ONBOARDING, REPEATED_ONBOARDING -> true;
                case ROTATION_OF_A_TENANT ->
                    Set.of("auth.login", "system.company_info", "tenants.get_tenant_info", "users.get_service_users")
                            .contains(endpoint);
                default -> endpoint.equals("auth.login");
            };
        }
    }

    private static final String SPEC = """
            name: acme
            allowed_users: 20
            features: [applications, reports]
            admin: {name: Ann, email: ann@acme.example}
            users: [{name: Bob, email: bob@acme.example}]
            domains: [acme.example]
            whitelist: [{email: carl@partner.example, role: user}]
            groups: [{name: data, users: [bob@acme.example]}]
            access_rules:
              - {name: queues, description: for data, entity_type: queue, entity_id: "*", access_permission: read, groups: [data], users: []}
            custom_events_fields: {service_instance_id: acme-1}
            credentials: [{label: agent}, {label: app-gateway, user: bob@acme.example}]
            """;

    private final TestClock clock = new TestClock();

    /** Runs the job against a server of its own; what it throws passes through. */
    private Object run(Job job, Nulling nulling) {
        try (FakeClearMl fake = FakeClearMl.start(job.edition())) {
            FakeUser user = prepare(job, fake);
            try (ClearMl clearml = ClearMl.builder()
                    .apiUrl(fake.url())
                    .credentials(
                            fake.systemUser().accessKey(),
                            fake.systemUser().secretKey().reveal())
                    .maxAttempts(1)
                    .httpClient(HTTP.newBuilder().addInterceptor(nulling).build())
                    .build()) {
                return run(job, clearml, user);
            }
        }
    }

    private FakeUser prepare(Job job, FakeClearMl fake) {
        if (job.edition() == Edition.OPEN_SOURCE) {
            return fake.addUser("Ann", Role.ADMIN);
        }
        try (ClearMl clearml = fake.connect()) {
            String vision = fake.addCompany("Vision");
            String audio = fake.addCompany("Audio");
            clearml.system()
                    .updateCompanyCustomEventsConfig(
                            vision,
                            Map.of("service_instance_id", "s1", "at", Map.of("zone", "a", "racks", List.of(1, 2))));
            clearml.system().updateCompanyCustomEventsConfig(audio, Map.of("service_instance_id", "s2"));
            fake.addUser("Cid", Role.USER, audio);
            if (job == Job.REPEATED_ONBOARDING) {
                Onboarding onboarding = Onboarding.of(clearml);
                onboarding.apply(onboarding.plan(TenantSpec.parse(SPEC)), new ArrayList<NewKey>()::add);
            }
            return fake.addUser("Ann", Role.ADMIN, vision);
        }
    }

    private Object run(Job job, ClearMl clearml, FakeUser user) {
        return switch (job) {
            case INVENTORY ->
                CompanyInventory.builder(clearml, new InMemoryEventSink())
                        .clock(clock)
                        .build()
                        .run();
            case MONITOR ->
                CompanyMonitor.builder(clearml, new InMemoryJournal())
                        .source("m")
                        .clock(clock)
                        .build()
                        .check();
            case AUDIT, AUDIT_OF_OPEN_SOURCE -> Audit.builder(clearml).build().run();
            case ONBOARDING, REPEATED_ONBOARDING -> {
                Onboarding onboarding = Onboarding.of(clearml);
                yield onboarding.apply(onboarding.plan(TenantSpec.parse(SPEC)), new ArrayList<NewKey>()::add);
            }
            case ROTATION -> rotation(clearml).rotateUser(user.id());
            case ROTATION_OF_A_TENANT -> rotation(clearml).rotateTenant(user.company());
        };
    }

    private Rotation rotation(ClearMl clearml) {
        return Rotation.builder(clearml, new ArrayList<NewKey>()::add)
                .grace(Duration.ofDays(1))
                .clock(clock)
                .build();
    }

    private List<Place> places(Job job) {
        Nulling all = new Nulling(null);
        run(job, all);
        return List.copyOf(all.seen);
    }

    private static List<Place> some(List<Place> all, Job job) {
        List<Place> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(job.name().hashCode()));
        return shuffled.subList(0, Math.min(SOME, shuffled.size()));
    }

    @ParameterizedTest
    @EnumSource
    void some_fields_are_nulled(Job job) {
        some(places(job), job).forEach(place -> nulled(job, place));
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void every_field_is_nulled(Job job) {
        List<Place> places = places(job);
        assertThat(places).hasSizeGreaterThan(SOME);
        places.forEach(place -> nulled(job, place));
    }

    private void nulled(Job job, Place place) {
        Object outcome;
        try {
            outcome = run(job, new Nulling(place));
        } catch (DecodingException misfit) {
            assertThat(misfit.endpoint()).isEqualTo(place.endpoint());
            assertThat(misfit.getMessage()).containsPattern("is missing or null|the reply has no ");
            assertThat(job.needs(place.endpoint()))
                    .as("%s ends for %s: %s", job, place, misfit.getMessage())
                    .isTrue();
            return;
        } catch (ClearMlException typed) {
            assertThat(job.needs(place.endpoint()))
                    .as("%s ends for %s: %s", job, place, typed)
                    .isTrue();
            return;
        }
        assertThat(outcome.toString().replace("missing or null", ""))
                .as(place.toString())
                .doesNotContain("null");
    }
}
