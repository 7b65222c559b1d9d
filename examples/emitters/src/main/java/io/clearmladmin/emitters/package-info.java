/** The three emitters of custom events as programs to be deployed: see {@code examples/deploy}. */
@NullMarked
package io.clearmladmin.emitters;

import org.jspecify.annotations.NullMarked;
