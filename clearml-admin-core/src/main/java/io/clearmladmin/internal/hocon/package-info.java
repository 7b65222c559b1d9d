/** HOCON in the dialect that ClearML's own client and server read. For the client's settings, and for files in Helm values. */
@NullMarked
package io.clearmladmin.internal.hocon;

import org.jspecify.annotations.NullMarked;
