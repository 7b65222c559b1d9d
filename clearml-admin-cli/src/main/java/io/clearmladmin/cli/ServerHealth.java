package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.internal.health.HealthPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "health",
        description = {
            "Shows whether the server and its databases are well; exit code 10 if not.",
            "An open-source server says nothing of its databases."
        },
        footer = {"", "Example:", "  clearml-admin server health || echo unwell"})
@Prints(list = ServerHealth.Part.class)
final class ServerHealth implements Action {

    record Part(String part, String state, boolean healthy) {}

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ClearMl clearml = invocation.clearml();
        List<Part> parts = new ArrayList<>();
        clearml.debug().ping();
        parts.add(new Part("the API server", "answers", true));
        boolean isEnterprise = clearml.capabilities().edition() == Edition.ENTERPRISE;
        for (HealthPart part : HealthPart.values()) {
            if (isEnterprise || !part.isEnterpriseOnly()) {
                add(parts, part, part.problems(clearml));
            }
        }
        invocation.output().list(Part.class, parts);
        return parts.stream().allMatch(Part::healthy) ? ExitCode.DONE : ExitCode.FINDINGS;
    }

    private static void add(List<Part> parts, HealthPart part, List<HealthPart.Problem> problems) {
        problems.forEach(problem -> parts.add(new Part(problem.subject(), problem.evidence(), false)));
        if (problems.isEmpty()) {
            parts.add(new Part(part.title(), "well", true));
        }
    }
}
