package io.clearmladmin.cli;

import io.clearmladmin.resources.Policy;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the resource policies of your own tenant. Enterprise 3.22 or newer.",
        footer = {"", "Example:", "  clearml-admin resource policy list"})
@Prints(list = PolicyList.Row.class)
final class PolicyList implements Action {

    record Row(
            String id,
            Optional<String> name,
            Optional<String> userGroup,
            Optional<Double> limit,
            Optional<Double> reservation,
            Optional<String> usage) {

        static Row of(Policy policy) {
            return new Row(
                    policy.id(),
                    policy.name(),
                    policy.userGroupName().or(policy::userGroup),
                    policy.limit(),
                    policy.reservation(),
                    policy.usage().map(Object::toString));
        }
    }

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation
                .output()
                .list(
                        Row.class,
                        invocation.clearml().resources().getPolicies().stream()
                                .map(Row::of)
                                .toList());
        return ExitCode.DONE;
    }
}
