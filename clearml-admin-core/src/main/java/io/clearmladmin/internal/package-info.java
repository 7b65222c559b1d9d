/** The way of a call; not exported. {@link io.clearmladmin.internal.Pipeline} is its table of contents. */
package io.clearmladmin.internal;
