package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A queue with a bound in bytes, and the one thread that hands what is in it to Kafka's producer: its {@code send} blocks for
 * seconds while no broker is known, which no caller must feel. Room, queue and end change under one lock, so that whatever is
 * taken in comes out again: sent, or withdrawn when the feeder stops.
 */
final class SendQueue {

    private final Producer<byte[], byte[]> producer;
    private final Listeners listeners;
    private final int capacity;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    // Apart, so that who waits for room is not woken by each chunk that another adds.
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final Queue<List<PendingRecord>> queue = new ArrayDeque<>();
    private int used;
    private @Nullable String stopped;

    SendQueue(Producer<byte[], byte[]> producer, int capacityBytes, Listeners listeners) {
        this.producer = producer;
        this.listeners = listeners;
        this.capacity = capacityBytes;
        this.thread =
                Threads.repeating("clearml-kafka-sink", this::turn, error -> stop("the sink has ended: " + error));
        this.thread.start();
    }

    /** Whether it took them in: not if there is no room in time, or if it has {@link #stopped}. */
    boolean offer(List<PendingRecord> deliveries, long nanos) throws InterruptedException {
        int bytes = bytes(deliveries);
        if (!takeRoom(bytes, nanos)) {
            return false;
        }
        boolean queued = false;
        try {
            listeners.queued(deliveries);
            queued = add(deliveries);
            return queued;
        } finally {
            if (!queued) {
                giveBack(bytes);
            }
        }
    }

    private boolean takeRoom(int bytes, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (stopped == null && bytes > capacity - used) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            if (stopped == null) {
                used += bytes;
            }
            return stopped == null;
        } finally {
            lock.unlock();
        }
    }

    private boolean add(List<PendingRecord> deliveries) {
        lock.lock();
        try {
            boolean isAdded = stopped == null && queue.add(deliveries);
            work.signal();
            return isAdded;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(int bytes) {
        lock.lock();
        try {
            used -= bytes;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int queuedBytes() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    private int bytes(List<PendingRecord> deliveries) {
        long bytes = 0;
        for (PendingRecord delivery : deliveries) {
            bytes += delivery.bytes();
        }
        return (int) Math.min(bytes, capacity);
    }

    private boolean turn() throws InterruptedException {
        List<PendingRecord> next = take();
        if (next == null) {
            return false;
        }
        // Who interrupts this thread means none of the events.
        var unused = Thread.interrupted();
        try {
            next.forEach(this::send);
        } finally {
            giveBack(bytes(next));
        }
        return true;
    }

    /** Null when it has stopped. */
    private @Nullable List<PendingRecord> take() throws InterruptedException {
        lock.lock();
        try {
            while (stopped == null && queue.isEmpty()) {
                work.await();
            }
            return stopped == null ? queue.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    private void send(PendingRecord delivery) {
        ProducerRecord<byte[], byte[]> record = delivery.begin();
        if (record == null) {
            return;
        }
        try {
            Foreign.run("Kafka's client", () -> {
                // The delivery ends by its callback.
                var unused = producer.send(record, delivery);
            });
        } catch (KafkaException | IllegalStateException failure) {
            delivery.onCompletion(null, failure);
        } catch (RuntimeException | VirtualMachineError failure) {
            // Of these nobody says how far it got.
            delivery.giveUp("Kafka's client failed: " + failure, failure);
            if (failure instanceof VirtualMachineError error) {
                throw error;
            }
        }
    }

    /** Takes nothing more in and sends nothing more; what is queued is withdrawn. The first reason stands. */
    void stop(String reason) {
        List<PendingRecord> left = new ArrayList<>();
        lock.lock();
        try {
            stopped = stopped == null ? reason : stopped;
            for (List<PendingRecord> next = queue.poll(); next != null; next = queue.poll()) {
                left.addAll(next);
                used -= bytes(next);
            }
            room.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
        left.forEach(delivery -> delivery.withdraw(reason));
    }

    /** Why it takes nothing more; null while it does. */
    @Nullable
    String stopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for its thread to end. */
    void join(Duration wait) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, wait.toNanos());
    }
}
