/** {@code storage.*}: how the server reaches the storage of artifacts. */
package io.clearmladmin.storage;
