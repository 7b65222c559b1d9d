/** The three emitters of custom events as deployable programs: see {@code examples/deploy}. */
@NullMarked
package io.clearmladmin.emitters;

import org.jspecify.annotations.NullMarked;
