/** The one way to threads of our own, and the one way to code that is not ours. For all modules of this project. */
@NullMarked
package io.clearmladmin.internal.threads;

import org.jspecify.annotations.NullMarked;
