/** Creates, stores and proves new keys. */
package io.clearmladmin.internal.keys;
