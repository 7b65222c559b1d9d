@NullMarked
package io.clearmladmin.emitters;

import org.jspecify.annotations.NullMarked;
