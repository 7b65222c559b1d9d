/** What all values are checked with; it knows none of them. */
package io.clearmladmin.internal.check;
