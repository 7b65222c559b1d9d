/** Fuzz targets: each takes any bytes, and ends with a value or an exception that is documented. */
@NullMarked
package io.clearmladmin.fuzz;

import org.jspecify.annotations.NullMarked;
