/** The emitters of custom events as one program: start at {@link io.clearmladmin.emitters.Emitters}. */
@NullMarked
package io.clearmladmin.emitters;

import org.jspecify.annotations.NullMarked;
