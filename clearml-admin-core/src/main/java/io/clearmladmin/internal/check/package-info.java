/** The argument checks of all values. */
package io.clearmladmin.internal.check;
