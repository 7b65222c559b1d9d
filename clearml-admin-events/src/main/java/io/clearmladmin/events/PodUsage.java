package io.clearmladmin.events;

import io.clearmladmin.internal.text.SafeText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one event adds to the time that a pod has run. Added up over the events of a pod, each id once, that is the time from
 * its start to its end, or, while it runs, to the last boundary of a period; so running pods are counted, too.
 *
 * <p>The end of a pod may become known when time after it was published already. Then {@link #end()} lies before {@link
 * #start()}, and what this adds is negative: it takes off again, in the periods in which it was added. All numbers are exact, so
 * that a correction leaves nothing over.
 *
 * @param tenant the id of the pod's tenant; empty if it is not known
 * @param subject {@code pod/<uid>}
 * @param start from when
 * @param end until when
 * @param gpus how many GPUs the pod has: whole ones of all makers, and parts by their share of one, to nine places. What the pod
 *     says of its parts comes first ({@code fraction}); else a slice of MIG is the larger of its shares in compute and in memory.
 *     Of {@code 1g.10gb} and {@code 1g.35gb}, which are another share on another GPU, it is the lesser, 1/7, unless {@code
 *     gpu_model} decides it
 * @param isShareKnown whether {@code gpus} is all the pod has; else it has parts of which nothing says what share they are, such
 *     as time-sliced ones, and these are not in it
 * @param isEndKnown whether the cluster gave the end; else the pod ended at some time before it, which was when that was noticed
 */
public record PodUsage(
        String tenant,
        String subject,
        Instant start,
        Instant end,
        BigDecimal gpus,
        boolean isShareKnown,
        boolean isEndKnown) {

    // Longer than any pod runs; a broken clock must not make millions of periods, or a time that no calendar has.
    private static final Duration LONGEST = Duration.ofDays(10 * 366);
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int NANO_PLACES = 9;

    /** Refuses nulls, fewer GPUs than none, and times before 1900, after 9999 or more than ten years apart. */
    public PodUsage {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        if (gpus.signum() < 0) {
            throw new IllegalArgumentException("gpus must not be negative, is " + gpus);
        }
        if (outside(start) || outside(end) || Duration.between(start, end).abs().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("no pod runs from " + start + " to " + end);
        }
    }

    private static boolean outside(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST);
    }

    /**
     * What this event adds; empty if it is not about time that a pod ran. That a pod still runs and that it ended
     * ({@link PodEvents#isEnd}) are; an end that has no {@code usage_start} stands for the pod's whole run.
     *
     * @throws IllegalArgumentException if its times or its numbers of GPUs cannot be read, or its times are more than ten years
     *     apart: no monitor publishes that
     */
    public static Optional<PodUsage> of(Event event) {
        boolean isEnd = PodEvents.isEnd(event);
        if (!isEnd && !event.type().equals(PodEvents.STILL_RUNNING)) {
            return Optional.empty();
        }
        Instant start = time(event, "usage_start");
        Instant end = time(event, "usage_end");
        if ((start == null) != (end == null)) {
            throw refusal(event, "has only one of usage_start and usage_end", null);
        }
        if (start == null && isEnd) {
            start = time(event, "started");
            Instant ended = time(event, "ended");
            end = ended == null ? event.time() : ended;
            // Without the fields nothing was published before, so there is nothing to take off.
            end = start != null && end.isBefore(start) ? start : end;
        }
        if (start == null || end == null) {
            return Optional.empty();
        }
        boolean isEndKnown = !isEnd || Boolean.TRUE.equals(event.data().get("end_known"));
        return Optional.of(of(event, start, end, isEndKnown));
    }

    private static PodUsage of(Event event, Instant start, Instant end, boolean isEndKnown) {
        try {
            GpuShares.Sum gpus = GpuShares.of(event.data());
            return new PodUsage(
                    event.tenant(), event.subject(), start, end, gpus.gpus(), gpus.isComplete(), isEndKnown);
        } catch (IllegalArgumentException | ArithmeticException failure) {
            throw refusal(event, "cannot be added up: " + failure.getMessage(), failure);
        }
    }

    private static @Nullable Instant time(Event event, String name) {
        Object value = event.data().get(name);
        if (value == null) {
            return null;
        }
        try {
            return Instant.parse(value.toString());
        } catch (DateTimeException failure) {
            throw refusal(event, "has a " + name + " that is no time", failure);
        }
    }

    private static IllegalArgumentException refusal(Event event, String what, @Nullable Exception cause) {
        return new IllegalArgumentException(
                SafeText.line(event.type() + " " + event.id() + " of " + event.subject()) + " " + what, cause);
    }

    /** What it adds: negative if it takes off. */
    public Duration duration() {
        return Duration.between(start, end);
    }

    /** {@link #duration()} in seconds. */
    public BigDecimal podSeconds() {
        Duration duration = duration();
        return GpuShares.plain(
                BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), NANO_PLACES)));
    }

    /** {@link #podSeconds()} for each of its GPUs. */
    public BigDecimal gpuSeconds() {
        return GpuShares.plain(podSeconds().multiply(gpus));
    }

    /** As {@link #by(UsagePeriod, ZoneId)}, in UTC. */
    public Map<OffsetDateTime, PodUsage> by(UsagePeriod period) {
        return by(period, ZoneOffset.UTC);
    }

    /** What it adds to each period, by when that begins, in order of time. Added up, that is this. */
    public Map<OffsetDateTime, PodUsage> by(UsagePeriod period, ZoneId zone) {
        boolean isCorrection = end.isBefore(start);
        Instant last = isCorrection ? start : end;
        Map<OffsetDateTime, PodUsage> parts = new LinkedHashMap<>();
        Instant from = isCorrection ? end : start;
        do {
            Instant border = period.endOf(from, zone).toInstant();
            Instant to = border.isBefore(last) ? border : last;
            parts.put(period.startOf(from, zone), isCorrection ? between(to, from) : between(from, to));
            from = to;
        } while (from.isBefore(last));
        return Collections.unmodifiableMap(parts);
    }

    private PodUsage between(Instant from, Instant to) {
        return new PodUsage(tenant, subject, from, to, gpus, isShareKnown, isEndKnown);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
