/** Replaces old keys with new ones without an outage. */
package io.clearmladmin.rotation;
