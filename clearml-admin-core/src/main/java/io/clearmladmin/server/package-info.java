/** {@code server.*}: version, configuration, endpoints, health. */
package io.clearmladmin.server;
