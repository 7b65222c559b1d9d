/** Certificates: reads them from files and from servers. For all modules of this project. */
@NullMarked
package io.clearmladmin.internal.tls;

import org.jspecify.annotations.NullMarked;
