/** Shared by this module's packages, and by nobody else. */
@NullMarked
package io.clearmladmin.k8s.internal;

import org.jspecify.annotations.NullMarked;
