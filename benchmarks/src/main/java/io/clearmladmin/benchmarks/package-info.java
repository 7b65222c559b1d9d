/** The client against hand-written OkHttp and Jackson, on the same server. */
@NullMarked
package io.clearmladmin.benchmarks;

import org.jspecify.annotations.NullMarked;
