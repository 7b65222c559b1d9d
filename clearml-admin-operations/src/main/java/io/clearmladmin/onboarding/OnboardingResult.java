package io.clearmladmin.onboarding;

import io.clearmladmin.internal.text.SafeText;
import java.util.List;

/**
 * The result of {@link Onboarding#apply}.
 *
 * @param company the id of the tenant; on an open-source server, the one tenant it has
 * @param admin the id of the admin
 * @param done the steps that changed something, in order; empty if nothing had to change
 */
public record OnboardingResult(String company, String admin, List<Step> done) {

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
