/**
 * {@code system.*}: platform administration of tenants. Enterprise servers only.
 *
 * <pre>{@code
 * import io.clearmladmin.system.CompanyQuery;
 * import io.clearmladmin.system.CompanySettings;
 * import io.clearmladmin.system.CreateCompany;
 *
 * String id = clearml.system().createCompany(CreateCompany.builder().name("vision").build()).id();
 * clearml.system().getCompanies(CompanyQuery.builder().build()).forEach(System.out::println);
 * clearml.system()
 *         .updateCompanySettings(CompanySettings.builder().company(id).allowedUsers(10).build());
 * }</pre>
 */
package io.clearmladmin.system;
