/** Puts new keys in the place of old ones without an outage. */
package io.clearmladmin.rotation;
