/** The implementation of calls; not exported. Start with {@link io.clearmladmin.internal.Pipeline}. */
package io.clearmladmin.internal;
