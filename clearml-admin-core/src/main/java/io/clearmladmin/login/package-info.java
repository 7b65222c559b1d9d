/**
 * {@code login.*}: ways to log in, a tenant's domains and whitelist.
 *
 * <pre>{@code
 * import io.clearmladmin.login.AddWhitelistEntries;
 * import io.clearmladmin.login.SupportedModesQuery;
 * import java.util.List;
 *
 * System.out.println(clearml.login().supportedModes(SupportedModesQuery.builder().build()));
 * clearml.actingAs(adminId).login().setDomains(List.of("acme.example"));
 * clearml.actingAs(adminId)
 *         .login()
 *         .addWhitelistEntries(AddWhitelistEntries.builder().addEmails("carl@partner.example").build());
 * }</pre>
 */
package io.clearmladmin.login;
