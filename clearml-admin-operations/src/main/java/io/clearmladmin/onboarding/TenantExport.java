package io.clearmladmin.onboarding;

import io.clearmladmin.internal.text.SafeText;
import java.util.List;

/**
 * A tenant as the specification that describes it: {@link Onboarding#plan} of it has no changes.
 *
 * @param spec the specification, to be written with {@link TenantSpec#toYaml}
 * @param left what the tenant has and the specification does not say, one sentence each
 */
public record TenantExport(TenantSpec spec, List<String> left) {

    /** Copies the list. */
    public TenantExport {
        left = List.copyOf(left);
    }

    /** What is left, one per line, for people; it is safe to print. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Export of " + SafeText.line(spec.name()) + ": "
                + (left.isEmpty() ? "all of it" : "all but " + left.size()));
        left.forEach(each -> text.append("\n- ").append(SafeText.line(each)));
        return text.toString();
    }
}
