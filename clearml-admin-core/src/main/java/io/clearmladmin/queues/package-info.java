/**
 * {@code queues.*}: the queues from which agents take tasks.
 *
 * <pre>{@code
 * import io.clearmladmin.queues.CreateQueue;
 * import io.clearmladmin.queues.QueueQuery;
 *
 * String queueId = clearml.queues().create(CreateQueue.builder().name("gpu").build());
 * clearml.queues().getAll(QueueQuery.builder().build()).forEach(System.out::println);
 * System.out.println(clearml.queues().getNumEntries(queueId));
 * }</pre>
 */
package io.clearmladmin.queues;
