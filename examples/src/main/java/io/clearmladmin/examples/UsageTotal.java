package io.clearmladmin.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clearmladmin.events.PodUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What the pods of a tenant used in a day or an hour; as JSON, with these names in snake case. All numbers are exact decimals.
 *
 * @param tenant the tenant's id; empty for pods whose tenant is not known
 * @param start when the day or hour began, such as {@code 2026-11-21T00:00Z}
 * @param podSeconds the seconds that pods ran
 * @param gpuSeconds the same, multiplied by their GPUs
 * @param podSecondsEndUnknown what of {@code podSeconds} comes from events whose pod ended at some time before
 * @param gpuSecondsEndUnknown the same of {@code gpuSeconds}
 * @param podSecondsShareUnknown what of {@code podSeconds} comes from pods that have parts of GPUs of which nothing says what
 *     share they are; these parts are not in {@code gpuSeconds}
 */
record UsageTotal(
        String tenant,
        String start,
        BigDecimal podSeconds,
        BigDecimal gpuSeconds,
        BigDecimal podSecondsEndUnknown,
        BigDecimal gpuSecondsEndUnknown,
        BigDecimal podSecondsShareUnknown) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Equal numbers are equal values, also when they were read again. */
    UsageTotal {
        podSeconds = podSeconds.stripTrailingZeros();
        gpuSeconds = gpuSeconds.stripTrailingZeros();
        podSecondsEndUnknown = podSecondsEndUnknown.stripTrailingZeros();
        gpuSecondsEndUnknown = gpuSecondsEndUnknown.stripTrailingZeros();
        podSecondsShareUnknown = podSecondsShareUnknown.stripTrailingZeros();
    }

    static UsageTotal of(String start, PodUsage part) {
        BigDecimal pods = part.podSeconds();
        BigDecimal gpus = part.gpuSeconds();
        BigDecimal none = BigDecimal.ZERO;
        return new UsageTotal(
                part.tenant(),
                start,
                pods,
                gpus,
                part.isEndKnown() ? none : pods,
                part.isEndKnown() ? none : gpus,
                part.isShareKnown() ? none : pods);
    }

    UsageTotal plus(UsageTotal more) {
        return new UsageTotal(
                tenant,
                start,
                podSeconds.add(more.podSeconds),
                gpuSeconds.add(more.gpuSeconds),
                podSecondsEndUnknown.add(more.podSecondsEndUnknown),
                gpuSecondsEndUnknown.add(more.gpuSecondsEndUnknown),
                podSecondsShareUnknown.add(more.podSecondsShareUnknown));
    }

    static Serde<UsageTotal> serde() {
        Serializer<UsageTotal> writer = (topic, total) -> {
            try {
                return JSON.writeValueAsBytes(total);
            } catch (JsonProcessingException textsAndNumbersOnly) {
                throw new UncheckedIOException(textsAndNumbersOnly);
            }
        };
        Deserializer<UsageTotal> reader = (topic, bytes) -> {
            try {
                return bytes == null ? null : JSON.readValue(bytes, UsageTotal.class);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        };
        return Serdes.serdeFrom(writer, reader);
    }
}
