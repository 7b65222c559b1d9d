package io.clearmladmin.onboarding;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;

/**
 * How a tenant differs from its specification, in both directions. It holds no secret but those of the specification.
 *
 * @param plan what the specification says and the tenant lacks
 * @param beyond what the tenant has and the specification does not say, one sentence each; it stays as it is. A
 *     number or a word that every tenant has, such as {@code allowed_users}, is not among it
 * @param unread what cannot be compared, one sentence each
 */
public record Drift(OnboardingPlan plan, List<String> beyond, List<String> unread) {

    /** Copies the lists. */
    public Drift {
        beyond = List.copyOf(beyond);
        unread = List.copyOf(unread);
    }

    /** Whether the tenant is what the specification says, and no more; what cannot be compared does not count. */
    public boolean isEmpty() {
        return plan.isEmpty() && beyond.isEmpty();
    }

    /** For people: the plan, then what is beyond it, one per line. */
    public String toText() {
        StringBuilder text = new StringBuilder(plan.toText().stripTrailing()).append('\n');
        add(text, "Beyond the specification", beyond);
        add(text, "Not compared", unread);
        return text.toString();
    }

    private static void add(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append(": ").append(lines.size()).append('\n');
            lines.forEach(line -> text.append("  ").append(SafeText.line(line)).append('\n'));
        }
    }

    /** As JSON, with {@code snake_case} names: the tenant's name, the plan's steps, and both lists. It holds no secret. */
    public String toJson() {
        return Json.pretty(new AsJson(plan.spec().name(), plan.steps(), beyond, unread));
    }

    // Not the specification itself, which may have secrets.
    private record AsJson(String tenant, List<Step> steps, List<String> beyond, List<String> unread) {}

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
