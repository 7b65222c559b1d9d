/** {@code queues.*}: the queues from which agents take tasks. */
package io.clearmladmin.queues;
