/** A Kafka broker in the process of tests and examples. */
@NullMarked
package io.clearmladmin.embedded;

import org.jspecify.annotations.NullMarked;
