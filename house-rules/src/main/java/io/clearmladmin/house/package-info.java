/** Rules for all modules of this project, which their tests hold their classes and sources against. */
@NullMarked
package io.clearmladmin.house;

import org.jspecify.annotations.NullMarked;
