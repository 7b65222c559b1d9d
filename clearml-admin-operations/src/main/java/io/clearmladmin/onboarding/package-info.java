/**
 * Provisions a whole tenant, repeatably, and deprovisions one.
 *
 * <pre>{@code
 * import io.clearmladmin.credentials.CredentialStore;
 * import io.clearmladmin.onboarding.Onboarding;
 * import io.clearmladmin.onboarding.OnboardingPlan;
 * import io.clearmladmin.onboarding.TenantSpec;
 *
 * Onboarding onboarding = Onboarding.of(clearml);
 * OnboardingPlan plan = onboarding.plan(TenantSpec.parse(
 *         "{name: vision, admin: {name: Vision admin, email: admin@vision.example}}"));
 * System.out.println(plan);
 * onboarding.apply(plan, CredentialStore.files(folder));
 * }</pre>
 */
@ValueStyle
package io.clearmladmin.onboarding;

import io.clearmladmin.internal.json.ValueStyle;
