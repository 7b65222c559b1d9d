/**
 * Applications of tenants: plan, apply, verify. Enterprise.
 *
 * <pre>{@code
 * import io.clearmladmin.applications.Applications;
 * import io.clearmladmin.applications.ApplicationsPlan;
 * import io.clearmladmin.applications.Rollout;
 *
 * Applications applications = Applications.of(clearml);
 * ApplicationsPlan plan = applications.plan(Rollout.toAllTenants("jupyter-lab"));
 * System.out.println(plan);
 * System.out.println(applications.apply(plan));
 * }</pre>
 */
@ValueStyle
package io.clearmladmin.applications;

import io.clearmladmin.internal.json.ValueStyle;
