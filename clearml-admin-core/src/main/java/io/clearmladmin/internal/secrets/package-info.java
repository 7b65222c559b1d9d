/** Removes secrets from texts for people. For all modules of this project. */
@NullMarked
package io.clearmladmin.internal.secrets;

import org.jspecify.annotations.NullMarked;
