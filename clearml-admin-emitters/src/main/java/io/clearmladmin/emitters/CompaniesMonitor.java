package io.clearmladmin.emitters;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.events.CompanyChanges;
import io.clearmladmin.events.CompanyMonitor;
import io.clearmladmin.events.FailedTenant;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.micrometer.EventMeters;
import io.clearmladmin.micrometer.RunMeters;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes how tenants appear, change and go, as the API server itself does. */
final class CompaniesMonitor {

    private static final String NAME = "company-monitor";
    private static final Tag TAG = Tag.of("emitter", NAME);
    private static final Logger LOG = LoggerFactory.getLogger(CompaniesMonitor.class);

    private final Emitter emitter;
    private final CompanyMonitor monitor;
    private final RunMeters runs;
    private long published;
    // The kind of failure that was logged; empty if there was none since.
    private String lastFailure = "";
    private volatile String problem = "no check has ended yet";

    private CompaniesMonitor(Emitter emitter, CompanyMonitor monitor) {
        this.emitter = emitter;
        this.monitor = monitor;
        this.runs = RunMeters.in(emitter.operations().metrics(), TAG);
        emitter.operations().health(NAME, () -> Optional.of(problem).filter(text -> !text.isEmpty()));
    }

    static ExitCode run(Emitter emitter) {
        String uuid = emitter.settings().required(Setting.COMPANY_MONITOR_UUID);
        String ending = emitter.isOneOfAll() ? ".companies" : "";
        if (emitter.isBaseline()) {
            return baseline(emitter, uuid, ending);
        }
        try (LifecycleJournal journal = EventMeters.in(emitter.operations().metrics(), TAG)
                .journal(emitter.connections().events().journal(uuid, ending))) {
            LOG.info("monitoring tenants as {}", uuid);
            return new CompaniesMonitor(emitter, monitor(emitter, journal, uuid)).repeat();
        }
    }

    private static CompanyMonitor monitor(Emitter emitter, LifecycleJournal journal, String uuid) {
        return CompanyMonitor.builder(emitter.connections().clearml(), journal)
                .source(uuid)
                .build();
    }

    private static ExitCode baseline(Emitter emitter, String uuid, String ending) {
        try (BaselineJournal journal = emitter.connections().events().baseline(uuid, ending)) {
            CompanyMonitor monitor = monitor(emitter, journal, uuid);
            List<FailedTenant> failed = new ArrayList<>();
            emitter.stop().interrupting(() -> failed.addAll(monitor.check().failed()));
            failed.forEach(tenant -> LOG.error("not remembered: {}", tenant));
            LOG.info("remembered {} changes of tenants as published; nothing was published", journal.remembered());
            return failed.isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
        }
    }

    private ExitCode repeat() {
        Duration interval = emitter.settings().seconds(Setting.COMPANY_CHECK_INTERVAL);
        do {
            try {
                emitter.stop().interrupting(this::check);
            } catch (JournalFencedException fenced) {
                LOG.error("ended: {}", fenced.getMessage());
                return ExitCode.FENCED;
            } catch (ClearMlException failure) {
                failed(failure);
            }
        } while (!emitter.stop().await(interval));
        LOG.info("stopped on request; {} events were published", published);
        return ExitCode.DONE;
    }

    private void check() {
        CompanyChanges changes =
                runs.run(monitor::check, checked -> checked.failed().isEmpty());
        published += changes.published().size();
        changes.failed().forEach(tenant -> LOG.warn("not published: {}", tenant));
        if (!problem.isEmpty()) {
            LOG.info("the tenants are known");
        }
        problem = "";
        lastFailure = "";
    }

    // The next check publishes what is missing.
    private void failed(ClearMlException failure) {
        if (emitter.stop().isRequested()) {
            LOG.info("a check was stopped; the next one publishes what is missing");
            return;
        }
        problem = String.valueOf(failure.getMessage());
        // Of one outage, each message may differ, in a time or an id.
        String now = failure.getClass().getName();
        if (!now.equals(lastFailure)) {
            LOG.warn("the tenants could not be checked; it is tried again: {}", problem);
        }
        lastFailure = now;
    }
}
