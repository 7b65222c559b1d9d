package io.clearmladmin.onboarding;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.List;

/**
 * The result of {@link Onboarding#apply}.
 *
 * @param company the id of the tenant; on an open-source server, the one tenant it has
 * @param admin the id of the admin
 * @param done the steps that changed something, in order; empty if nothing had to change
 */
public record OnboardingResult(String company, String admin, List<Step> done) {

    /** As JSON, with {@code snake_case} names: the ids of the tenant and its admin, and the steps. It holds no secret. */
    public String toJson() {
        return Json.pretty(new AsJson(company, admin, done));
    }

    private record AsJson(String tenant, String admin, List<Step> done) {}

    /** For people: the tenant, how much changed, and the steps, one per line. */
    public String toText() {
        Table rows = new Table();
        done.forEach(step -> step.addTo(rows));
        String counts = new Counts()
                .add(done.size(), done.size() == 1 ? "change" : "changes")
                .orElse("nothing had to change");
        return "Tenant " + SafeText.line(company) + " with admin " + SafeText.line(admin) + ": " + counts + "\n"
                + (done.isEmpty() ? "" : "\n" + rows);
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
