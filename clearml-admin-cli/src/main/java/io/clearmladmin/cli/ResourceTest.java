package io.clearmladmin.cli;

import io.clearmladmin.resources.AffectedPolicy;
import io.clearmladmin.resources.PublishingEffect;
import io.clearmladmin.resources.QueueToDelete;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(
        name = "test",
        description = {
            "Shows what publishing the draft would delete, and which profiles would have no pool; writes nothing.",
            "Exit code 10 if there is any, 0 if not."
        },
        footer = {"", "Example:", "  clearml-admin resource test"})
@Prints(list = ResourceTest.Effect.class)
final class ResourceTest implements Action {

    record Effect(String effect, String id, Optional<String> name, Optional<String> policy, Optional<Integer> tasks) {

        static List<Effect> of(PublishingEffect effect) {
            return Stream.concat(
                            effect.affectedPolicies().stream()
                                    .flatMap(policy ->
                                            policy.queuesToDelete().stream().map(queue -> of(policy, queue))),
                            effect.notLinkedProfiles().stream()
                                    .map(profile -> new Effect(
                                            "profile without pool",
                                            profile.id(),
                                            profile.name(),
                                            Optional.empty(),
                                            Optional.empty())))
                    .toList();
        }

        private static Effect of(AffectedPolicy policy, QueueToDelete queue) {
            return new Effect(
                    "queue deleted",
                    queue.id(),
                    queue.displayName().or(queue::name),
                    policy.name().or(() -> Optional.of(policy.id())),
                    queue.tasks());
        }

        private String text() {
            return "  " + effect + ": " + name.orElse(id)
                    + policy.map(each -> " of policy " + each).orElse("")
                    + tasks.map(count -> ", whose " + count + " tasks become drafts")
                            .orElse("");
        }

        /** For people, before they agree. */
        static String text(List<Effect> effects) {
            return effects.stream().map(each -> "\n" + each.text()).collect(Collectors.joining());
        }
    }

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        List<Effect> effects = Effect.of(invocation.clearml().resources().testConfigurationPublishing());
        invocation.output().list(Effect.class, effects);
        return effects.isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
    }
}
