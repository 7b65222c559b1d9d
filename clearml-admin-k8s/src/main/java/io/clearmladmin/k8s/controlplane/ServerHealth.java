package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.errors.BadRequestException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.internal.health.HealthPart;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Findings;
import io.clearmladmin.report.Severity;
import io.clearmladmin.report.SkippedCheck;
import io.clearmladmin.users.CurrentUserQuery;
import java.util.Optional;

/** What the API server says of itself and its databases. */
final class ServerHealth {

    private static final String SERVER = "server";

    private final ClearMl clearml;
    private final Findings findings;

    ServerHealth(ClearMl clearml, Findings findings) {
        this.clearml = clearml;
        this.findings = findings;
    }

    ServerReport check() {
        findings.ran(SERVER);
        try {
            clearml.debug().ping();
        } catch (ClearMlException failure) {
            add(
                    Severity.CRITICAL,
                    "Does not answer: " + failure.getMessage(),
                    "See the apiserver component below, its ingress or Service, and the address");
            return new ServerReport(false, Optional.empty());
        }
        if (!login()) {
            return new ServerReport(true, Optional.empty());
        }
        Optional<String> version = version();
        try {
            for (HealthPart part : HealthPart.values()) {
                if (!part.isEnterpriseOnly() || clearml.capabilities().edition() == Edition.ENTERPRISE) {
                    look(part);
                }
            }
        } catch (RuntimeException editionUnknown) {
            skip(HealthPart.whyUnread(editionUnknown));
        }
        return new ServerReport(true, version);
    }

    private void look(HealthPart part) {
        try {
            part.problems(clearml)
                    .forEach(problem -> add(Severity.HIGH, problem.subject(), problem.evidence(), HealthPart.REMEDY));
        } catch (RuntimeException failure) {
            skip(part.title() + ": " + HealthPart.whyUnread(failure));
        }
    }

    private void skip(String reason) {
        skip("its health could not be checked: " + reason, "Check it as role system or root");
    }

    // The ping comes from the process alone; a login and reading its user need MongoDB and Redis.
    private boolean login() {
        try {
            clearml.users().getCurrentUser(CurrentUserQuery.builder().build());
            return true;
        } catch (BadRequestException | InvalidIdException noProfile) {
            // The server's own users have none, and MongoDB was queried to find out.
            return true;
        } catch (UnauthorizedException | ForbiddenException refused) {
            skip("its databases could not be checked: " + refused.getMessage(), "Use a key that is valid there");
        } catch (ClearMlException failure) {
            add(
                    Severity.CRITICAL,
                    "The process answers, but not what needs its databases: " + failure.getMessage(),
                    "See mongodb and redis below, and the apiserver's log");
        }
        return false;
    }

    private Optional<String> version() {
        try {
            return clearml.server().info().version();
        } catch (ClearMlException failure) {
            add(Severity.MEDIUM, "Does not report its version: " + failure.getMessage(), "See the apiserver's log");
            return Optional.empty();
        }
    }

    private void add(Severity severity, String found, String remedy) {
        add(severity, "the API server", found, remedy);
    }

    private void add(Severity severity, String what, String found, String remedy) {
        String address = clearml.apiUrl().toString();
        findings.add(new Finding(SERVER, severity, what, Phrases.brief(found), remedy, address));
    }

    private void skip(String reason, String remedy) {
        findings.add(new SkippedCheck(SERVER, Phrases.brief(reason), remedy));
    }
}
