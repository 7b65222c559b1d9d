/** {@code login.*}: ways to log in, a tenant's domains and whitelist. */
package io.clearmladmin.login;
