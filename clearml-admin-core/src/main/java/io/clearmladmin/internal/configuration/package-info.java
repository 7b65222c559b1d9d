/** Resolves a client's settings from code, properties, environment and {@code clearml.conf}. */
package io.clearmladmin.internal.configuration;
