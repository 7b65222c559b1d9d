/** Makes texts from outside safe to display. For all modules of this project. */
@NullMarked
package io.clearmladmin.internal.text;

import org.jspecify.annotations.NullMarked;
