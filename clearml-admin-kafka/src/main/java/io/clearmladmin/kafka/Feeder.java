package io.clearmladmin.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * A queue with a bound in bytes, and the one thread that hands what is in it to Kafka's producer: its {@code send} blocks for
 * seconds while no broker is known, which no caller must feel.
 */
final class Feeder {

    private static final long IDLE_MILLIS = 200;

    private final Producer<byte[], byte[]> producer;
    private final Listeners listeners;
    private final LinkedBlockingQueue<List<Delivery>> queue = new LinkedBlockingQueue<>();
    private final Semaphore room;
    private final int capacity;
    private final Thread thread;
    private volatile boolean ended;

    Feeder(Producer<byte[], byte[]> producer, int capacityBytes, Listeners listeners) {
        this.producer = producer;
        this.listeners = listeners;
        this.capacity = capacityBytes;
        this.room = new Semaphore(capacityBytes);
        this.thread = new Thread(this::run, "clearml-kafka-sink");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Whether there was room for them. */
    boolean offer(List<Delivery> deliveries, long nanos) throws InterruptedException {
        int bytes = bytes(deliveries);
        if (!room.tryAcquire(bytes, nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        listeners.queued(deliveries);
        return queue.add(deliveries);
    }

    int queuedBytes() {
        return capacity - room.availablePermits();
    }

    private int bytes(List<Delivery> deliveries) {
        long bytes = 0;
        for (Delivery delivery : deliveries) {
            bytes += delivery.bytes();
        }
        return (int) Math.min(bytes, capacity);
    }

    private void run() {
        try {
            while (!ended) {
                List<Delivery> deliveries = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (deliveries != null) {
                    deliveries.forEach(this::send);
                    room.release(bytes(deliveries));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Delivery delivery) {
        ProducerRecord<byte[], byte[]> record = delivery.begin();
        if (record == null) {
            return;
        }
        try {
            // The delivery is told by its callback.
            var unused = producer.send(record, delivery);
        } catch (KafkaException | IllegalStateException e) {
            delivery.onCompletion(null, e);
        }
    }

    /** Ends the thread; what is queued stays there. */
    void end(Duration wait) {
        ended = true;
        try {
            thread.join(Math.max(1, wait.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes out what nobody sends any more. */
    void drain() {
        for (List<Delivery> left = queue.poll(); left != null; left = queue.poll()) {
            left.forEach(Delivery::withdraw);
            room.release(bytes(left));
        }
    }
}
