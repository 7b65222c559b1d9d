/** {@code sso.*}: identity providers. */
package io.clearmladmin.sso;
