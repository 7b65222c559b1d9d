/** What a server says of its own health. For sister modules of this project. */
@NullMarked
package io.clearmladmin.internal.health;

import org.jspecify.annotations.NullMarked;
