/** Fuzz targets of what is not public. */
@NullMarked
package io.clearmladmin.kafka;

import org.jspecify.annotations.NullMarked;
