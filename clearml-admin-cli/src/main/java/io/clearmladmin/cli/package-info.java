/**
 * The command {@code clearml-admin}; start at {@link io.clearmladmin.cli.ClearMlAdmin}.
 *
 * <p>A command is one small class: annotated with picocli's {@code @Command} (its name, one line of what it does, and an example as
 * its footer), its options and parameters as fields, and {@code Action}, whose one method parses, calls one public method of the
 * library, and prints a value by {@code Output}: a record, a list of records, or a report. It throws whatever the library throws;
 * {@code Failure} makes the exit code and the two lines of it. To add one, write the class, and add it to its group in {@code
 * Commands}; its page in {@code docs/cli} and its schema are written by the tests that compare them.
 *
 * <p>No command knows another, nor {@code Commands}. What a command needs and the library lacks goes into the library.
 */
@NullMarked
package io.clearmladmin.cli;

import org.jspecify.annotations.NullMarked;
