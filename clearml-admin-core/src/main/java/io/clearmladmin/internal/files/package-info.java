/** Files that only their owner may read. For all modules of this project. */
@NullMarked
package io.clearmladmin.internal.files;

import org.jspecify.annotations.NullMarked;
