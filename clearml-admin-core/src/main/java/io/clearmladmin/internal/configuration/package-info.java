/** From what is said in code, properties, environment and {@code clearml.conf} to the settings of a client. */
package io.clearmladmin.internal.configuration;
