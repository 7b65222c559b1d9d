@NullMarked
package io.clearmladmin.micrometer;

import org.jspecify.annotations.NullMarked;
