package io.clearmladmin.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.applications.PlannedAssignment.Action;
import io.clearmladmin.applications.Rollout.Goal;
import io.clearmladmin.apps.EnableApplication;
import io.clearmladmin.bulk.BulkReport.Fate;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationsTest {

    private static final String APP = "jupyter";

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();
    private final Applications applications = Applications.of(clearml);
    private final String acme = fake.addCompany("Acme");
    private final String bolt = fake.addCompany("Bolt");

    @BeforeEach
    void addApplication() {
        fake.addApplication(APP, "1.0");
    }

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private static Rollout.Builder of(Goal goal, String... tenants) {
        Rollout.Builder rollout = Rollout.builder().application(APP).goal(goal);
        return tenants.length == 0 ? rollout : rollout.tenants(List.of(tenants));
    }

    private ApplicationsReport apply(Rollout rollout) {
        return applications.apply(applications.plan(rollout));
    }

    private Map<String, String> states() {
        return Assignments.states(clearml, APP);
    }

    /** Launches an instance in a tenant, and returns the id of its task. */
    private String launch(String tenant) {
        FakeUser user = fake.addUser("Ann", Role.USER, tenant);
        try (ClearMl hers = fake.connect(user)) {
            return hers.apps().launchInstance(APP, Map.of(), Optional.empty(), Optional.empty());
        }
    }

    private List<Fate> fates(ApplicationsReport report) {
        return report.tenants().stream().map(AssignmentOutcome::fate).toList();
    }

    @Test
    void all_tenants_get_an_application_and_a_second_plan_has_nothing_to_do() {
        ApplicationsReport report = apply(Rollout.toAllTenants(APP));
        assertThat(report.isComplete()).isTrue();
        assertThat(states())
                .containsOnly(
                        Map.entry(FakeClearMl.DEFAULT_COMPANY, "enabled"),
                        Map.entry(acme, "enabled"),
                        Map.entry(bolt, "enabled"));
        assertThat(applications.plan(Rollout.toAllTenants(APP)).changes()).isEmpty();
        assertThat(fake.recordedCalls("apps.deploy_per_tenant")).hasSize(1);
    }

    @Test
    void a_plan_writes_nothing() {
        applications.plan(of(Goal.REMOVED).mayStopInstances(true).build());
        assertThat(fake.recordedCalls())
                .noneMatch(call -> call.endpoint().matches("apps\\.(deploy|disable|undeploy).*"));
    }

    @Test
    void a_tenant_where_it_was_disabled_on_purpose_is_left_alone_unless_the_rollout_says_otherwise() {
        clearml.apps().disablePerTenant(APP, List.of(bolt));
        apply(Rollout.toAllTenants(APP));
        assertThat(states()).containsEntry(bolt, "disabled").containsEntry(acme, "enabled");
        apply(of(Goal.ENABLED).mayReenable(true).build());
        assertThat(states()).containsEntry(bolt, "enabled");
    }

    @Test
    void an_application_is_taken_from_tenants_that_run_none_and_the_others_are_named_with_their_instances() {
        apply(Rollout.toAllTenants(APP));
        String instance = launch(acme);
        ApplicationsReport report = apply(of(Goal.REMOVED, acme, bolt).build());
        assertThat(fates(report)).containsExactly(Fate.FAILED, Fate.DONE);
        assertThat(report.with(Fate.FAILED)).singleElement().asString().contains("Acme", "instances run there: 1");
        assertThat(states()).containsKey(acme).doesNotContainKey(bolt);
        assertThat(clearml.call("tasks.get_by_id_ex", Repeat.SAFE, Map.of("id", List.of(instance))))
                .isNotEmpty();
    }

    @Test
    void instances_are_stopped_only_where_the_rollout_says_so() {
        apply(Rollout.toAllTenants(APP));
        launch(acme);
        launch(bolt);
        ApplicationsReport report =
                apply(of(Goal.REMOVED, acme).mayStopInstances(true).build());
        assertThat(report.isComplete()).isTrue();
        assertThat(report.stoppedInstances()).isEqualTo(1);
        assertThat(states()).doesNotContainKey(acme).containsKey(bolt);
    }

    @Test
    void unknown_and_deleted_tenants_are_impossible_and_do_not_keep_the_others_from_it() {
        String gone = fake.addCompany("Gone");
        clearml.tenants()
                .deleteTenant(DeleteTenant.builder().tenant(gone).name("Gone").build());
        ApplicationsPlan plan =
                applications.plan(of(Goal.ENABLED, "nobody", gone, acme).build());
        assertThat(plan.with(Action.CANNOT)).hasSize(2);
        assertThat(applications.apply(plan).isComplete()).isTrue();
        assertThat(states()).containsOnlyKeys(acme);
    }

    @Test
    void what_changed_after_the_plan_is_left_alone() {
        ApplicationsPlan plan = applications.plan(of(Goal.ENABLED, acme, bolt).build());
        clearml.apps().disablePerTenant(APP, List.of(acme));
        clearml.apps().deployPerTenant(APP, List.of(bolt));
        ApplicationsReport report = applications.apply(plan);
        assertThat(fates(report)).containsExactly(Fate.NOT_TRIED, Fate.DONE);
        assertThat(report.toText()).contains("is disabled now; make a new plan", "it was so already");
        assertThat(states()).containsEntry(acme, "disabled");
    }

    @Test
    void a_tenant_that_the_server_refuses_does_not_keep_the_rest_of_its_call_from_it() {
        ApplicationsPlan plan = applications.plan(of(Goal.ENABLED, acme, bolt).build());
        fake.inject(Fault.refusal(400, 10).on("apps.deploy_per_tenant").times(2));
        ApplicationsReport report = applications.apply(plan);
        assertThat(fates(report)).containsExactly(Fate.FAILED, Fate.DONE);
        assertThat(states()).containsOnlyKeys(bolt);
    }

    @Test
    void a_failure_ends_the_run_and_says_of_each_tenant_what_became_of_it() {
        ApplicationsPlan plan =
                applications.plan(of(Goal.ENABLED, acme, bolt).tenantsAtOnce(1).build());
        fake.inject(Fault.refusal(403, 0).on("apps.deploy_per_tenant"));
        List<Fate> seen = new ArrayList<>();
        ApplicationsReport report = applications.apply(plan, tenant -> seen.add(tenant.fate()));
        assertThat(fates(report)).containsExactly(Fate.FAILED, Fate.NOT_TRIED).isEqualTo(seen);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.toText()).contains("1 failed, 1 not tried", "the run ended before");
    }

    @Test
    void what_cannot_be_read_back_is_unknown() {
        ApplicationsPlan plan = applications.plan(of(Goal.ENABLED, acme).build());
        fake.inject(Fault.refusal(403, 0).on("apps.get_tenant_assignment").after(1));
        assertThat(fates(applications.apply(plan))).containsExactly(Fate.UNKNOWN);
    }

    @Test
    void what_the_server_says_is_done_and_is_not_has_failed() {
        fake.stub("apps.deploy_per_tenant", call -> Map.of("results", List.of()));
        ApplicationsReport report = apply(of(Goal.ENABLED, acme).build());
        assertThat(report.with(Fate.FAILED)).singleElement().asString().contains("it is not assigned");
    }

    @Test
    void an_interrupted_run_has_not_tried_the_rest() {
        ApplicationsPlan plan =
                applications.plan(of(Goal.ENABLED, acme, bolt).tenantsAtOnce(1).build());
        ApplicationsReport report =
                applications.apply(plan, tenant -> Thread.currentThread().interrupt());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.tenants().get(1).fate()).isEqualTo(Fate.NOT_TRIED);
        assertThat(states()).containsOnlyKeys(acme);
    }

    @Test
    void tenants_are_changed_some_at_a_time() {
        IntStream.range(0, 120).forEach(i -> fake.addCompany("Tenant " + i));
        assertThat(apply(Rollout.toAllTenants(APP)).tenants()).hasSize(123);
        assertThat(fake.recordedCalls("apps.deploy_per_tenant")).hasSize(3);
    }

    @Test
    void a_plan_says_that_no_version_is_installed() {
        clearml.apps().enable(EnableApplication.builder().app(APP).enable(false).build());
        assertThat(applications.plan(Rollout.toAllTenants(APP)).notes())
                .containsExactly("No version of jupyter is installed (apps.enable): no tenant can launch it.");
    }

    @Test
    void a_server_that_is_too_old_says_so() {
        try (FakeClearMl old = FakeClearMl.builder()
                        .edition(Edition.ENTERPRISE)
                        .without("apps.get_tenant_assignment")
                        .start();
                ClearMl client = old.connect()) {
            assertThatThrownBy(() -> Applications.of(client).plan(Rollout.toAllTenants(APP)))
                    .isInstanceOf(NoSuchEndpointException.class)
                    .hasMessageContaining("3.30");
        }
    }

    @Test
    void contradictory_rollouts_are_refused() {
        assertThatThrownBy(() -> of(Goal.REMOVED).mayReenable(true).build()).hasMessageContaining("mayReenable");
        assertThatThrownBy(() -> of(Goal.ENABLED).mayStopInstances(true).build())
                .hasMessageContaining("mayStopInstances");
        assertThatThrownBy(() -> of(Goal.ENABLED).tenants(List.of()).build()).hasMessageContaining("tenants");
        assertThatThrownBy(() -> of(Goal.ENABLED).tenantsAtOnce(501).build()).hasMessageContaining("tenantsAtOnce");
    }

    @Test
    void plan_and_report_are_json_too() {
        ApplicationsPlan plan = applications.plan(of(Goal.ENABLED, acme).build());
        assertThat(plan.toJson()).contains("\"application\" : \"jupyter\"", "\"action\" : \"ENABLE\"");
        assertThat(applications.apply(plan).toJson()).contains("\"fate\" : \"DONE\"", "\"stopped_instances\" : 0");
    }
}
