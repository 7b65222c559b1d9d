/** Stores for new keys. */
package io.clearmladmin.credentials;
