package io.clearmladmin.onboarding;

import io.clearmladmin.internal.text.SafeText;
import java.util.List;

/**
 * What {@link Onboarding#apply} did.
 *
 * @param company the id of the tenant; on an open-source server, the one tenant it has
 * @param admin the id of the admin
 * @param done the steps that did something, in the order in which they were done; none if all was as it should be
 */
public record OnboardingResult(String company, String admin, List<Step> done) {

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
