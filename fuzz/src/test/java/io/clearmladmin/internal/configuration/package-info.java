/** Fuzz targets of what is not public. */
@NullMarked
package io.clearmladmin.internal.configuration;

import org.jspecify.annotations.NullMarked;
