package io.clearmladmin.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why events arrive, or do not.
 *
 * @param time when it was looked
 * @param links the links of the chain, from the server to the reader
 */
public record DoctorReport(Instant time, List<Finding> links) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Keeps the list as it is. */
    public DoctorReport {
        links = List.copyOf(links);
    }

    /** Whether no link is broken, as far as could be seen. */
    public boolean isHealthy() {
        return links.stream().noneMatch(link -> link.state() == Finding.State.BROKEN);
    }

    /** The report for people: the links in their order, and which is the first that is broken. */
    public String toText() {
        String verdict = links.stream()
                .filter(link -> link.state() == Finding.State.BROKEN)
                .findFirst()
                .map(link -> "No event gets past '" + link.name() + "'.")
                .orElse("No link is broken, as far as could be seen.");
        return links.stream()
                        .map(link -> link + "\n")
                        .collect(Collectors.joining("", "Custom events at " + time + "\n\n", "\n"))
                + verdict + "\n";
    }

    /** The report for programs. */
    public String toJson() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("time", time.toString());
        report.put("healthy", isHealthy());
        report.put("links", links);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (JsonProcessingException textsOnly) {
            throw new IllegalStateException(textsOnly);
        }
    }
}
