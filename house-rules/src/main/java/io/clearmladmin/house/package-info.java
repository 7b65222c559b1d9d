/**
 * Rules for all modules of this project, which their tests hold their classes and sources against; and what looks whether a
 * secret shows anywhere.
 */
@NullMarked
package io.clearmladmin.house;

import org.jspecify.annotations.NullMarked;
