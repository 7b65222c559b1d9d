@NullMarked
package io.clearmladmin.cli;

import org.jspecify.annotations.NullMarked;
