/** What makes texts from outside fit to be shown. For all modules of this project. */
@NullMarked
package io.clearmladmin.internal.text;

import org.jspecify.annotations.NullMarked;
