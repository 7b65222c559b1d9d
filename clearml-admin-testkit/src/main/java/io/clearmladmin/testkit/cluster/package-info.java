/** How the fake cluster works; not exported. */
@NullMarked
package io.clearmladmin.testkit.cluster;

import org.jspecify.annotations.NullMarked;
