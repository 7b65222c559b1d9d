package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.events.Event.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader adds up of the events of pods is what they ran, by the hour and by the day. */
class PodUsageTest {

    private static final Map<String, Object> TWO = Map.of("whole", 2, "devices", Map.of("nvidia.com/gpu", 2));

    /** A time such as {@code 21T23:00} of November 2026. */
    private static Instant at(String time) {
        return Instant.parse("2026-11-" + time + (time.length() == 8 ? ":00Z" : "Z"));
    }

    /** The events of a pod, as a monitor publishes them. */
    private static final class Life {

        private final List<Event> events = new ArrayList<>();
        private final Map<String, Object> data = new HashMap<>();
        private String counted = "";

        static Life of(Map<String, ?> gpus) {
            Life life = new Life();
            life.data.put("gpus", gpus);
            life.add("pod.pending", "20T00:00", Map.of());
            return life;
        }

        private Life add(String type, String time, Map<String, ?> more) {
            Map<String, Object> all = new HashMap<>(data);
            all.putAll(more);
            events.add(new Event("monitor-1", Kind.LIFECYCLE, type, "tenant-1", "pod/1", at(time), all));
            return this;
        }

        private Map<String, Object> usage(String until) {
            return Map.of(
                    "usage_start",
                    at(counted).toString(),
                    "usage_end",
                    at(until).toString());
        }

        Life runs(String time) {
            if (counted.isEmpty()) {
                counted = time;
                data.put("started", at(time).toString());
            }
            return add("pod.running", time, Map.of());
        }

        Life is(String type, String time) {
            return add(type, time, Map.of());
        }

        Life still(String... boundaries) {
            for (String boundary : boundaries) {
                add("pod.still_running", boundary, usage(boundary));
                counted = boundary;
            }
            return this;
        }

        Life stillEachHour(String from, int hours) {
            Instant first = at(from);
            for (int hour = 0; hour < hours; hour++) {
                String boundary = first.plus(Duration.ofHours(hour)).toString();
                still(boundary.substring("2026-11-".length(), boundary.length() - 1));
            }
            return this;
        }

        Life ends(String type, String ended, boolean isKnown) {
            data.put("ended", at(ended).toString());
            data.put("end_known", isKnown);
            return add(type, ended, counted.isEmpty() ? Map.of() : usage(ended));
        }

        Life deletedAfter(String type, String time) {
            data.put("previous", type);
            return add("pod.deleted", time, Map.of());
        }

        Life andAllAgain() {
            events.addAll(List.copyOf(events));
            return this;
        }
    }

    /**
     * What happened to a pod, and what it used.
     *
     * @param days seconds of the pod and of its GPUs by the day, such as {@code 21=3600/7200}
     * @param hours the same by the hour, such as {@code 21T22..22T03=3600/7200}
     */
    private record Case(String name, Life life, String days, String hours) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        Map<String, Object> one = Map.of("whole", 1, "devices", Map.of("nvidia.com/gpu", 1));
        return Stream.of(
                new Case(
                        "two GPUs over midnight",
                        Life.of(TWO)
                                .runs("21T23:00")
                                .still("22T00:00", "22T01:00")
                                .ends("pod.succeeded", "22T01:00", true)
                                .deletedAfter("succeeded", "23T00:00"),
                        "21=3600/7200 22=3600/7200",
                        "21T23..22T00=3600/7200"),
                new Case(
                        "eight GPUs over three days",
                        Life.of(Map.of("whole", 8))
                                .runs("21T12:30")
                                .stillEachHour("21T13:00", 72)
                                .ends("pod.failed", "24T12:30", true)
                                .deletedAfter("failed", "24T12:31"),
                        "21=41400/331200 22=86400/691200 23=86400/691200 24=45000/360000",
                        "21T12=1800/14400 21T13..24T11=3600/28800 24T12=1800/14400"),
                new Case(
                        "two restarts in three hours",
                        Life.of(one)
                                .runs("21T10:00")
                                .still("21T11:00")
                                .is("pod.pending", "21T11:20")
                                .runs("21T11:25")
                                .still("21T12:00")
                                .is("pod.pending", "21T12:10")
                                .runs("21T12:15")
                                .still("21T13:00")
                                .ends("pod.succeeded", "21T13:00", true),
                        "21=10800/10800",
                        "21T10..21T12=3600/3600"),
                new Case(
                        "evicted without statuses: noticed, not known",
                        Life.of(TWO).runs("21T10:00").still("21T11:00").ends("pod.evicted", "21T11:07:03.250", false),
                        "21=4023.25/8046.5",
                        "21T10=3600/7200 21T11=423.25/846.5"),
                new Case(
                        "a GPU of AMD",
                        Life.of(Map.of("whole", 1, "devices", Map.of("amd.com/gpu", 1)))
                                .runs("21T10:00:01")
                                .ends("pod.succeeded", "21T10:30:01", true),
                        "21=1800/1800",
                        "21T10=1800/1800"),
                new Case(
                        "slices of MIG",
                        Life.of(Map.of("slices", Map.of("nvidia.com/mig-3g.40gb", 1), "mig_compute_slices", 3))
                                .runs("21T10:00")
                                .still("21T11:00")
                                .ends("pod.succeeded", "21T11:00:10", true),
                        "21=3610/1805",
                        "21T10=3600/1800 21T11=10/5"),
                new Case(
                        "an end that lies before what was published",
                        Life.of(TWO)
                                .runs("21T22:40")
                                .still("21T23:00", "22T00:00", "22T01:00")
                                .ends("pod.failed", "21T23:30", true),
                        "21=3000/6000 22=0/0",
                        "21T22=1200/2400 21T23=1800/3600 22T00=0/0"),
                new Case(
                        "nobody watched at some boundaries",
                        Life.of(TWO)
                                .runs("21T10:00")
                                .still("21T11:00", "21T15:00")
                                .ends("pod.deleted", "21T15:00:01", true),
                        "21=18001/36002",
                        "21T10..21T14=3600/7200 21T15=1/2"),
                new Case(
                        "runs on",
                        Life.of(TWO).runs("21T10:59").still("21T11:00", "21T12:00"),
                        "21=3660/7320",
                        "21T10=60/120 21T11=3600/7200"),
                new Case(
                        "its events come twice",
                        Life.of(TWO)
                                .runs("21T10:00")
                                .still("21T11:00")
                                .andAllAgain()
                                .ends("pod.succeeded", "21T11:10", true)
                                .andAllAgain(),
                        "21=4200/8400",
                        "21T10=3600/7200 21T11=600/1200"),
                new Case(
                        "its label was taken off and put back",
                        Life.of(TWO)
                                .runs("21T10:00")
                                .still("21T11:00")
                                .is("pod.unlabelled", "21T11:30")
                                .runs("21T13:30")
                                .still("21T14:00")
                                .ends("pod.succeeded", "21T14:20", true),
                        "21=15600/31200",
                        "21T10..21T13=3600/7200 21T14=1200/2400"),
                new Case("never ran", Life.of(TWO).ends("pod.failed", "21T14:20", true), "", ""));
    }

    /** As a reader does: each id once, and each event's part into its hour or day. */
    private static Map<String, String> read(List<Event> events, UsagePeriod period) {
        Set<UUID> ids = new HashSet<>();
        Map<String, BigDecimal> pods = new TreeMap<>();
        Map<String, BigDecimal> gpus = new TreeMap<>();
        for (Event event : events) {
            Optional<PodUsage> usage = ids.add(event.id()) ? PodUsage.of(event) : Optional.empty();
            usage.ifPresent(whole -> whole.by(period).forEach((begin, part) -> {
                pods.merge(begin.toString(), part.podSeconds(), BigDecimal::add);
                gpus.merge(begin.toString(), part.gpuSeconds(), BigDecimal::add);
            }));
        }
        Map<String, String> read = new TreeMap<>();
        pods.forEach((begin, seconds) -> read.put(begin, plain(seconds) + "/" + plain(gpus.get(begin))));
        return read;
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }

    private static Map<String, String> expected(String text, UsagePeriod period) {
        Map<String, String> expected = new TreeMap<>();
        for (String entry : text.isEmpty() ? List.<String>of() : List.of(text.split(" "))) {
            String[] parts = entry.split("=|\\.\\.", -1);
            Instant from = at(period == UsagePeriod.DAY ? parts[0] + "T00:00" : parts[0] + ":00");
            Instant to = parts.length == 2 ? from : at(parts[1] + ":00");
            for (Instant begin = from; !begin.isAfter(to); begin = begin.plusSeconds(3600)) {
                expected.put(begin.atOffset(ZoneOffset.UTC).toString(), parts[parts.length - 1]);
            }
        }
        return expected;
    }

    // A correction to the last second leaves a day or hour at zero, and an end on a border adds zero to the next.
    private static Map<String, String> used(Map<String, String> usage) {
        Map<String, String> used = new LinkedHashMap<>(usage);
        used.values().removeIf("0/0"::equals);
        return used;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_a_pod_ran_is_added_up_by_hour_and_by_day(Case each) {
        List<Event> events = each.life().events;
        assertThat(used(read(events, UsagePeriod.HOUR))).isEqualTo(used(expected(each.hours(), UsagePeriod.HOUR)));
        assertThat(used(read(events, UsagePeriod.DAY))).isEqualTo(used(expected(each.days(), UsagePeriod.DAY)));
    }

    private static PodUsage usage(Event event) {
        return PodUsage.of(event).orElseThrow();
    }

    @Test
    void an_end_from_before_these_fields_existed_is_the_whole_run() {
        Event end =
                Life.of(TWO).add("pod.succeeded", "22T01:00", Map.of()).events.get(1);
        Map<String, Object> data = new HashMap<>(end.data());
        assertThat(PodUsage.of(end)).as("it never started").isEmpty();
        data.put("started", at("21T23:00").toString());
        data.put("ended", at("22T01:00").toString());
        data.put("end_known", true);
        PodUsage whole = usage(with(end, data));
        assertThat(whole.podSeconds()).isEqualTo("7200");
        assertThat(whole.by(UsagePeriod.DAY)).hasSize(2);
        assertThat(whole.isEndKnown()).isTrue();
        data.put("started", at("22T01:00:01").toString());
        assertThat(usage(with(end, data)).duration()).as("clocks differ").isZero();
    }

    private static Event with(Event event, Map<String, Object> data) {
        return new Event(
                event.source(), event.kind(), event.type(), event.tenant(), event.subject(), event.time(), data);
    }

    @Test
    void only_an_end_may_be_unknown_and_so_are_all_its_parts() {
        List<Event> events =
                Life.of(TWO).runs("21T10:00").still("21T11:00").ends("pod.evicted", "21T12:10", false).events;
        assertThat(usage(events.get(2)).isEndKnown()).isTrue();
        assertThat(usage(events.get(3)).by(UsagePeriod.HOUR).values())
                .hasSize(2)
                .noneMatch(PodUsage::isEndKnown);
    }

    @Test
    void the_deletion_of_a_pod_that_had_ended_adds_nothing_whatever_it_carries() {
        Life life = Life.of(TWO).runs("21T10:00").ends("pod.succeeded", "21T10:10", true);
        Map<String, Object> data = new HashMap<>(life.events.get(2).data());
        data.put("previous", "succeeded");
        assertThat(PodUsage.of(life.add("pod.deleted", "21T10:20", data).events.get(3)))
                .isEmpty();
    }

    @Test
    void a_correction_takes_off_exactly_what_was_added() {
        Map<String, Object> third = Map.of("slices", Map.of("nvidia.com/mig-1g.5gb", 1));
        List<Event> events = Life.of(third)
                .runs("21T10:00:00.001")
                .still("21T11:00", "21T12:00", "21T13:00")
                .ends("pod.failed", "21T10:00:00.001", true)
                .events;
        BigDecimal sum = events.stream()
                .flatMap(event -> PodUsage.of(event).stream())
                .map(PodUsage::gpuSeconds)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "nvidia.com/mig-1g.5gb,  '', 0.142857143",
        "nvidia.com/mig-1g.10gb, '', 0.142857143",
        "nvidia.com/mig-1g.10gb, NVIDIA-A100-SXM4-80GB, 0.142857143",
        "nvidia.com/mig-1g.10gb, NVIDIA-A100-SXM4-40GB, 0.25",
        "nvidia.com/mig-1g.35gb, NVIDIA-GB300, 0.142857143",
        "nvidia.com/mig-1g.35gb, NVIDIA-H200, 0.25",
        "nvidia.com/mig-1g.20gb, '', 0.25",
        "nvidia.com/mig-2g.20gb, '', 0.285714286",
        "nvidia.com/mig-3g.71gb, '', 0.5",
        "nvidia.com/mig-4g.40gb, '', 0.571428571",
        "nvidia.com/mig-7g.80gb, '', 1",
        "nvidia.com/mig-1g.5gb.me, '', 0.142857143",
        "nvidia.com/mig-1c.3g.20gb, '', 0.166666667",
        "nvidia.com/mig-1g.6gb, '', 0.25",
        "nvidia.com/mig-4g.24gb, NVIDIA-A30, 1",
        "nvidia.com/mig-1g.24gb, NVIDIA-RTX-PRO-6000-Blackwell-Server-Edition, 0.25",
        "nvidia.com/mig-2g.48gb, '', 0.5"
    })
    void a_slice_is_the_larger_of_its_shares_in_compute_and_memory(String resource, String model, String gpus) {
        Map<String, Object> slices = Map.of("slices", Map.of(resource, 1));
        PodUsage usage = usage(ended(Map.of("gpus", slices, "gpu_model", model)));
        assertThat(usage.gpus()).isEqualTo(gpus);
        assertThat(usage.isShareKnown()).isTrue();
    }

    private static Event ended(Map<String, ?> data) {
        return Life.of(Map.of())
                .runs("21T10:00")
                .add("pod.succeeded", "21T10:10", data)
                .events
                .get(2);
    }

    @Test
    void seven_slices_are_one_gpu() {
        Map<String, Object> gpus = Map.of("slices", Map.of("nvidia.com/mig-1g.5gb", 7));
        assertThat(usage(ended(Map.of("gpus", gpus))).gpus()).isEqualTo("1");
    }

    @Test
    void what_the_pod_says_of_its_parts_comes_before_what_their_names_say() {
        Map<String, Object> gpus = Map.of("whole", 1, "fraction", 0.14, "slices", Map.of("nvidia.com/mig-1g.18gb", 1));
        assertThat(usage(ended(Map.of("gpus", gpus))).gpus()).isEqualTo("1.14");
    }

    @Test
    void parts_of_which_nothing_says_the_share_are_not_added_up_and_that_is_said() {
        Map<String, Object> gpus = Map.of("whole", 1, "slices", Map.of("nvidia.com/gpu.shared", 3));
        PodUsage usage = usage(ended(Map.of("gpus", gpus)));
        assertThat(usage.gpus()).isEqualTo("1");
        assertThat(usage.isShareKnown()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "NVIDIA-A100-SXM4-40GB-MIG-3g.20gb, 1, true",
        "NVIDIA-A100-SXM4-40GB-MIG-1g.10gb, 0.5, true",
        "NVIDIA-A100-SXM4-40GB-MIG-3g.20gb-SHARED, 0, false",
        "NVIDIA-A100-SXM4-40GB-SHARED, 0, false",
        "NVIDIA-A100-SXM4-40GB, 2, true"
    })
    void where_all_gpus_of_a_node_are_cut_alike_what_looks_whole_is_slices(String model, String gpus, boolean isKnown) {
        PodUsage usage = usage(ended(Map.of("gpus", TWO, "gpu_model", model)));
        assertThat(usage.gpus()).isEqualTo(gpus);
        assertThat(usage.isShareKnown()).isEqualTo(isKnown);
    }

    @Test
    void days_and_hours_are_those_of_the_zone_also_where_clocks_change() {
        Event end = Life.of(TWO)
                .runs("01T00:00")
                .ends("pod.succeeded", "01T00:00", true)
                .events
                .get(2);
        Map<String, Object> data = new HashMap<>(end.data());
        data.put("usage_start", "2026-10-24T22:30:00Z");
        data.put("usage_end", "2026-10-26T00:00:00Z");
        PodUsage usage = usage(with(end, data));
        assertThat(seconds(usage.by(UsagePeriod.DAY, ZoneId.of("Europe/Berlin"))))
                .containsExactly("2026-10-25T00:00+02:00=88200", "2026-10-26T00:00+01:00=3600");
        assertThat(seconds(usage.by(UsagePeriod.HOUR, ZoneId.of("Europe/Berlin"))))
                .hasSize(26)
                .startsWith("2026-10-25T00:00+02:00=1800")
                .contains("2026-10-25T02:00+02:00=3600", "2026-10-25T02:00+01:00=3600");
    }

    private static List<String> seconds(Map<OffsetDateTime, PodUsage> parts) {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue().podSeconds())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "Asia/Kolkata",
                "Australia/Lord_Howe",
                "America/Sao_Paulo",
                "Pacific/Apia"
            })
    void periods_follow_each_other_without_a_gap(ZoneId zone) {
        for (UsagePeriod period : UsagePeriod.values()) {
            Instant end = Instant.parse("2012-01-02T00:00:00Z");
            Instant time = Instant.parse("2011-01-01T00:10:00Z");
            while (time.isBefore(end)) {
                Instant border = period.endOf(time, zone).toInstant();
                assertThat(border).isAfter(time);
                assertThat(period.startOf(border, zone).toInstant()).isEqualTo(border);
                assertThat(period.startOf(border.minusNanos(1), zone)).isEqualTo(period.startOf(time, zone));
                time = border;
            }
        }
    }

    static Stream<Map<String, Object>> unreadable() {
        return Stream.of(
                Map.of("usage_start", "2026-11-21T10:00:00Z"),
                Map.of("usage_end", "2026-11-21T10:00:00Z"),
                Map.of("usage_start", "yesterday", "usage_end", "2026-11-21T10:00:00Z"),
                Map.of("usage_start", "1970-01-01T00:00:00Z", "usage_end", "2026-11-21T10:00:00Z"),
                Map.of("started", 12),
                Map.of("started", "+999999999-01-01T00:00:00Z", "ended", "+999999999-01-02T00:00:00Z"),
                Map.of("gpus", Map.of("whole", -1)),
                Map.of("gpus", Map.of("fraction", Double.NaN)),
                Map.of("gpus", Map.of("slices", Map.of("nvidia.com/mig-1g.5gb", Long.MAX_VALUE))));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void what_cannot_be_read_is_refused_by_the_events_id(Map<String, Object> data) {
        Event event = ended(data);
        assertThatThrownBy(() -> PodUsage.of(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(event.id().toString());
    }
}
