/** The one way to start threads, and the one way to call foreign code. For all modules of this project. */
@NullMarked
package io.clearmladmin.internal.threads;

import org.jspecify.annotations.NullMarked;
