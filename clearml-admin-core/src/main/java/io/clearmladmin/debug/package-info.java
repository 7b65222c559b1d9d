/** {@code debug.*}: whether the API server's process answers. */
package io.clearmladmin.debug;
