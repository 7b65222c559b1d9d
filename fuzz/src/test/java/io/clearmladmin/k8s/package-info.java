/** Tests of what is read from outside and not public. */
@NullMarked
package io.clearmladmin.k8s;

import org.jspecify.annotations.NullMarked;
