package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.k8s.KubernetesException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaderElectionTest {

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration BELIEF = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final FakeLeases leases = new FakeLeases();
    private final LeaderElection first = election("first");
    private final LeaderElection second = election("second");

    private LeaderElection election(String name) {
        return new LeaderElection(leases, name, LEASE, BELIEF, Clock.systemUTC(), nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void the_first_that_comes_has_it_and_keeps_it_while_it_renews_it() {
        for (int second = 0; second < 60; second++) {
            first.tryOnce();
            this.second.tryOnce();
            assertThat(first.isHeld()).isTrue();
            assertThat(this.second.isHeld()).isFalse();
            pass(Duration.ofSeconds(1));
        }
        assertThat(first.term()).isEqualTo(1);
        assertThat(second.holder()).isEqualTo("first");
    }

    @Test
    void a_silent_holder_has_let_go_before_another_takes_over_at_the_end_of_the_lease() {
        first.tryOnce();
        second.tryOnce();
        pass(BELIEF);
        assertThat(first.isHeld()).isFalse();
        second.tryOnce();
        assertThat(second.isHeld()).isFalse();
        assertThat(second.pause(Duration.ofMinutes(1))).isEqualTo(LEASE.minus(BELIEF));
        pass(LEASE.minus(BELIEF));
        second.tryOnce();
        assertThat(second.isHeld()).isTrue();
        assertThat(leases.lease.transitions()).isEqualTo(1);
    }

    @Test
    void what_is_given_back_is_anothers_at_once() {
        first.tryOnce();
        second.tryOnce();
        first.release();
        assertThat(first.isHeld()).isFalse();
        second.tryOnce();
        assertThat(second.isHeld()).isTrue();
    }

    @Test
    void a_holder_that_cannot_renew_it_lets_go_and_begins_a_new_term_when_it_can() {
        first.tryOnce();
        leases.fails = true;
        pass(Duration.ofSeconds(9));
        assertThatThrownBy(first::tryOnce).isInstanceOf(KubernetesException.class);
        assertThat(first.isHeld()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(first.isHeld()).isFalse();
        assertThat(first.term()).isZero();
        leases.fails = false;
        first.tryOnce();
        assertThat(first.term()).isEqualTo(2);
    }

    @Test
    void the_time_counts_from_the_question_not_from_a_late_answer() {
        leases.slowness = BELIEF;
        first.tryOnce();
        assertThat(first.isHeld()).isFalse();
    }

    @Test
    void an_answer_that_was_lost_is_found_out() {
        leases.losesAnswer = true;
        assertThatThrownBy(first::tryOnce).isInstanceOf(KubernetesException.class);
        assertThat(first.isHeld()).isFalse();
        first.tryOnce();
        assertThat(first.isHeld()).isTrue();
    }

    @Test
    void never_do_two_hold_it_whatever_fails() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<LeaderElection> all = new ArrayList<>(List.of(first, second, election("third")));
        int held = 0;
        for (int step = 0; step < 200_000; step++) {
            LeaderElection one = all.get(random.nextInt(3));
            leases.fails = random.nextInt(5) == 0;
            leases.losesAnswer = random.nextInt(10) == 0;
            leases.slowness = Duration.ofMillis(random.nextInt(random.nextInt(30) == 0 ? 12_000 : 200));
            try {
                if (random.nextInt(200) == 0) {
                    one.release();
                } else {
                    one.tryOnce();
                }
            } catch (KubernetesException failed) {
                assertThat(failed.reason()).isEqualTo(Reason.UNREACHABLE);
            }
            pass(Duration.ofMillis(random.nextInt(random.nextInt(50) == 0 ? 20_000 : 500)));
            long holders = all.stream().filter(LeaderElection::isHeld).count();
            assertThat(holders).as("seed " + seed + " step " + step).isLessThanOrEqualTo(1);
            held += (int) holders;
        }
        assertThat(held).as("it was held now and then").isGreaterThan(50_000);
    }

    /** Leases of a cluster in memory. */
    private final class FakeLeases implements LeaseStore {

        private Written lease = new Written("", LEASE, Instant.EPOCH, Instant.EPOCH, 0, "");
        private boolean fails;
        private boolean losesAnswer;
        private Duration slowness = Duration.ZERO;
        private int version;

        @Override
        public Optional<Written> read() {
            pass(slowness.dividedBy(2));
            check(fails);
            return Optional.of(lease).filter(found -> !found.version().isEmpty());
        }

        @Override
        public boolean create(Written wanted) {
            return write(wanted, "");
        }

        @Override
        public boolean update(Written wanted) {
            return write(wanted, wanted.version());
        }

        private boolean write(Written wanted, String since) {
            pass(slowness.dividedBy(4));
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
            pass(slowness.dividedBy(4));
            boolean isLost = losesAnswer;
            losesAnswer = false;
            check(isLost);
            return true;
        }

        private void check(boolean isFailing) {
            if (isFailing) {
                throw new KubernetesException(Reason.UNREACHABLE, 0, "nobody answers", null);
            }
        }
    }
}
