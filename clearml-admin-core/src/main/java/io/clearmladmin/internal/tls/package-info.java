/** Certificates: reading them from files, and looking at those that servers show. For all modules of this project. */
@NullMarked
package io.clearmladmin.internal.tls;

import org.jspecify.annotations.NullMarked;
