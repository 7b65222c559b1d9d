package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.errors.BadRequestException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.internal.health.HealthPart;
import io.clearmladmin.users.CurrentUserQuery;
import java.util.List;
import java.util.Optional;

/** What the API server says of itself and its databases. */
final class ServerHealth {

    private static final String SERVER = "server";

    private final ClearMl clearml;
    private final List<Finding> findings;

    ServerHealth(ClearMl clearml, List<Finding> findings) {
        this.clearml = clearml;
        this.findings = findings;
    }

    ServerReport check() {
        try {
            clearml.debug().ping();
        } catch (ClearMlException failure) {
            add(
                    Level.FAILED,
                    "Does not answer: " + failure.getMessage(),
                    "See the apiserver component above, its ingress or Service, and the address");
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
                    .forEach(problem ->
                            add(Level.FAILED, problem.subject() + ": " + problem.evidence(), HealthPart.REMEDY));
        } catch (RuntimeException failure) {
            skip(part.title() + ": " + HealthPart.whyUnread(failure));
        }
    }

    private void skip(String reason) {
        add(Level.SKIPPED, "Its health could not be checked: " + reason, "Check it as role system or root");
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
            add(
                    Level.SKIPPED,
                    "Its databases could not be checked: " + refused.getMessage(),
                    "Use a key that is valid there");
        } catch (ClearMlException failure) {
            add(
                    Level.FAILED,
                    "The process answers, but not what needs its databases: " + failure.getMessage(),
                    "See mongodb and redis above, and the apiserver's log");
        }
        return false;
    }

    private Optional<String> version() {
        try {
            return clearml.server().info().version();
        } catch (ClearMlException failure) {
            add(Level.WARNING, "Does not report its version: " + failure.getMessage(), "See the apiserver's log");
            return Optional.empty();
        }
    }

    private void add(Level level, String found, String remedy) {
        findings.add(new Finding(level, SERVER, Phrases.brief(found), remedy));
    }
}
