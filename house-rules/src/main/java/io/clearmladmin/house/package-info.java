/**
 * Rules for all modules of this project, against which their tests check classes and sources; and what checks that no secret
 * is visible anywhere.
 */
@NullMarked
package io.clearmladmin.house;

import org.jspecify.annotations.NullMarked;
