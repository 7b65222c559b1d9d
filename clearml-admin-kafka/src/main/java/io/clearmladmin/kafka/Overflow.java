package io.clearmladmin.kafka;

/** What {@link KafkaSink#emit} does when the queue is full. */
public enum Overflow {
    /** Waits for room until the deadline. */
    WAIT,
    /** Reports at once that the events were not emitted. */
    REJECT
}
