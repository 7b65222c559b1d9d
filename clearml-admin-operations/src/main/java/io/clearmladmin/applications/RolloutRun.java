package io.clearmladmin.applications;

import io.clearmladmin.ClearMl;
import io.clearmladmin.apps.AssignedTenant;
import io.clearmladmin.apps.ConfirmableChange;
import io.clearmladmin.bulk.BulkReport.Fate;
import io.clearmladmin.errors.BadRequestException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.internal.threads.Foreign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a plan. */
final class RolloutRun {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutRun.class);
    private static final int ATTEMPTS = 3;

    private final ClearMl clearml;
    private final ApplicationsPlan plan;
    private final Rollout rollout;
    private final String wanted;
    private final Consumer<AssignmentOutcome> progress;
    /** By tenant; each that is to be changed gets one. */
    private final Map<String, AssignmentOutcome> outcomes = new LinkedHashMap<>();

    private int stoppedInstances;
    private String endedBy = "";

    RolloutRun(ClearMl clearml, ApplicationsPlan plan, Consumer<AssignmentOutcome> progress) {
        this.clearml = clearml;
        this.plan = plan;
        this.rollout = plan.rollout();
        this.wanted = Assignments.wanted(rollout.goal());
        this.progress = progress;
    }

    ApplicationsReport run() {
        if (plan.changes().isEmpty()) {
            return report();
        }
        List<PlannedAssignment> left = fresh();
        for (int first = 0; first < left.size(); first += rollout.tenantsAtOnce()) {
            List<PlannedAssignment> some = left.subList(first, Math.min(left.size(), first + rollout.tenantsAtOnce()));
            if (endedBy.isEmpty() && Thread.currentThread().isInterrupted()) {
                endedBy = "the thread was interrupted";
            }
            if (endedBy.isEmpty()) {
                change(some);
            } else {
                end(some, Fate.NOT_TRIED, endedBy);
            }
        }
        verify();
        return report();
    }

    private ApplicationsReport report() {
        // In the plan's order, not in that of the calls.
        return new ApplicationsReport(
                rollout.application(),
                plan.changes().stream()
                        .map(planned -> outcomes.get(planned.tenant()))
                        .toList(),
                stoppedInstances);
    }

    /** Those that are as they were when the plan was made. */
    private List<PlannedAssignment> fresh() {
        Map<String, String> states = Assignments.states(clearml, rollout.application());
        List<PlannedAssignment> fresh = new ArrayList<>();
        for (PlannedAssignment planned : plan.changes()) {
            String now = states.getOrDefault(planned.tenant(), "");
            if (now.equals(wanted)) {
                end(List.of(planned), Fate.DONE, "it was so already");
            } else if (now.equals(planned.from())) {
                fresh.add(planned);
            } else {
                end(
                        List.of(planned),
                        Fate.NOT_TRIED,
                        "it was " + word(planned.from()) + " when the plan was made and is " + word(now)
                                + " now; make a new plan");
            }
        }
        return fresh;
    }

    private static String word(String state) {
        return state.isEmpty() ? "not assigned" : state;
    }

    private void end(List<PlannedAssignment> some, Fate fate, String reason) {
        for (PlannedAssignment planned : some) {
            AssignmentOutcome outcome = AssignmentOutcome.of(planned, fate, reason);
            outcomes.put(planned.tenant(), outcome);
            Foreign.notify(LOG, "The listener for the progress of a rollout", () -> progress.accept(outcome));
        }
    }

    // Doing it again does no harm, so that a lost reply is no failure, unless it is the third in a row.
    private void change(List<PlannedAssignment> some) {
        List<PlannedAssignment> left = some;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            try {
                call(left);
                return;
            } catch (OutcomeUnknownException lost) {
                left = attempt == ATTEMPTS ? unknown(left, lost) : undone(left, lost);
            } catch (InvalidIdException | BadRequestException refused) {
                // One tenant that is gone refuses all, and nothing is done.
                if (left.size() == 1) {
                    end(left, Fate.FAILED, String.valueOf(refused.getMessage()));
                } else {
                    left.forEach(planned -> change(List.of(planned)));
                }
                return;
            } catch (RuntimeException failure) {
                endedBy = "the run ended before: " + failure.getMessage();
                end(left, Fate.FAILED, String.valueOf(failure.getMessage()));
                return;
            }
        }
    }

    private List<PlannedAssignment> unknown(List<PlannedAssignment> some, ClearMlException why) {
        endedBy = "the run ended before: " + why.getMessage();
        end(some, Fate.UNKNOWN, String.valueOf(why.getMessage()));
        return List.of();
    }

    /** Those of which a reading shows that nothing was done. */
    private List<PlannedAssignment> undone(List<PlannedAssignment> some, OutcomeUnknownException lost) {
        Map<String, String> states;
        try {
            states = Assignments.states(clearml, rollout.application());
        } catch (ClearMlException unread) {
            return unknown(some, lost);
        }
        List<PlannedAssignment> undone = new ArrayList<>();
        for (PlannedAssignment planned : some) {
            if (states.getOrDefault(planned.tenant(), "").equals(wanted)) {
                end(List.of(planned), Fate.DONE, "");
            } else {
                undone.add(planned);
            }
        }
        return undone;
    }

    private void call(List<PlannedAssignment> some) {
        List<String> ids = some.stream().map(PlannedAssignment::tenant).toList();
        switch (rollout.goal()) {
            case ENABLED -> clearml.apps().deployPerTenant(rollout.application(), ids);
            case DISABLED -> clearml.apps().disablePerTenant(rollout.application(), ids);
            case REMOVED -> {
                remove(some, ids);
                return;
            }
        }
        end(some, Fate.DONE, "");
    }

    private void remove(List<PlannedAssignment> some, List<String> ids) {
        ConfirmableChange answer =
                clearml.apps().undeployPerTenant(rollout.application(), ids, rollout.mayStopInstances());
        if (answer.isDone()) {
            stoppedInstances += answer.stoppedInstances().orElse(0);
            end(some, Fate.DONE, "");
            return;
        }
        Map<String, AssignedTenant> busy = new LinkedHashMap<>();
        answer.affectedTenants().forEach(tenant -> busy.put(tenant.id(), tenant));
        List<PlannedAssignment> idle = new ArrayList<>();
        for (PlannedAssignment planned : some) {
            AssignedTenant tenant = busy.get(planned.tenant());
            if (tenant != null || busy.isEmpty()) {
                String count = tenant == null
                        ? "some"
                        : tenant.running().map(String::valueOf).orElse("some");
                end(
                        List.of(planned),
                        Fate.FAILED,
                        "instances run there: " + count + "; stop them, or let the rollout stop them");
            } else {
                idle.add(planned);
            }
        }
        if (idle.size() == some.size()) {
            end(idle, Fate.FAILED, "the server asks for confirmation because of instances of other tenants");
        } else {
            change(idle);
        }
    }

    private void verify() {
        Map<String, String> states;
        try {
            states = Assignments.states(clearml, rollout.application());
        } catch (ClearMlException unread) {
            outcomes.replaceAll((tenant, outcome) -> outcome.fate() == Fate.DONE
                    ? outcome.but(Fate.UNKNOWN, "done, but it could not be read back: " + unread.getMessage())
                    : outcome);
            return;
        }
        outcomes.replaceAll((tenant, outcome) -> {
            String now = states.getOrDefault(tenant, "");
            return outcome.fate() == Fate.DONE && !now.equals(wanted)
                    ? outcome.but(Fate.FAILED, "the server said that it was done, and it is " + word(now))
                    : outcome;
        });
    }
}
