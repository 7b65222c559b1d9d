package io.clearmladmin.serving;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** Which metric of which endpoint to return. */
@JsonDeserialize(builder = MetricsHistoryQuery.Builder.class)
@Value.Immutable
public interface MetricsHistoryQuery extends Extensible {

    /** The address of the endpoint. */
    String endpointUrl();

    /** From when. */
    @JsonFormat(shape = JsonFormat.Shape.NUMBER)
    Instant fromDate();

    /** Until when. */
    @JsonFormat(shape = JsonFormat.Shape.NUMBER)
    Instant toDate();

    /** The length of a step in seconds; the server raises it to 40. */
    Integer interval();

    /**
     * {@code requests}, {@code requests_min}, {@code latency_ms}, {@code cpu_util}, {@code gpu_util}, {@code ram_used},
     * …; {@code requests} if absent.
     */
    Optional<String> metricType();

    /** Whether to return the series of each container; yes if absent. */
    Optional<Boolean> instanceCharts();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("endpointUrl", endpointUrl());
        Check.atLeastOne("interval", interval());
        Check.order("fromDate", fromDate(), "toDate", toDate());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link MetricsHistoryQuery}. */
    final class Builder extends ImmutableMetricsHistoryQuery.Builder {
        Builder() {}
    }
}
