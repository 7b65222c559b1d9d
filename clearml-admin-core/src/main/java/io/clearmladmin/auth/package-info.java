/** {@code auth.*}: logins, users and their credentials, tokens. */
package io.clearmladmin.auth;
