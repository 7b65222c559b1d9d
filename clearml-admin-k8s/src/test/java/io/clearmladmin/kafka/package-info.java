/**
 * All sinks and journals together: this module's journal in a file over those of the modules below. In Kafka's package, since the
 * tests stand at its seams.
 */
@NullMarked
package io.clearmladmin.kafka;

import org.jspecify.annotations.NullMarked;
