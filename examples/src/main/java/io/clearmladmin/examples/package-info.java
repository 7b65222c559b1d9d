/** Examples: one file, one topic. */
@NullMarked
package io.clearmladmin.examples;

import org.jspecify.annotations.NullMarked;
