package io.clearmladmin.k8s.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One Lease in memory, for many threads. */
final class LeaseInMemory implements LeaseStore {

    private final Runnable before;
    private Written lease = new Written("", Duration.ZERO, Instant.EPOCH, Instant.EPOCH, 0, "");
    private int version;

    /** {@code before} runs ahead of each reading. */
    LeaseInMemory(Runnable before) {
        this.before = before;
    }

    @Override
    public Optional<Written> read() {
        before.run();
        synchronized (this) {
            return Optional.of(lease).filter(found -> !found.version().isEmpty());
        }
    }

    @Override
    public synchronized boolean create(Written wanted) {
        return write(wanted, "");
    }

    @Override
    public synchronized boolean update(Written wanted) {
        return write(wanted, wanted.version());
    }

    private boolean write(Written wanted, String since) {
        if (!lease.version().equals(since)) {
            return false;
        }
        version++;
        lease = new Written(
                wanted.holder(),
                wanted.duration(),
                wanted.acquired(),
                wanted.renewed(),
                wanted.transitions(),
                Integer.toString(version));
        return true;
    }

    /** Who has it; empty if nobody. */
    synchronized String holder() {
        return lease.holder();
    }
}
