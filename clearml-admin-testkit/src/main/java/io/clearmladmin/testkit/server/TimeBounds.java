package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/** A filter by time: times, each with an operator in front. */
record TimeBounds(List<Bound> bounds) {

    /** One of them. */
    private record Bound(String operator, Instant limit) {

        boolean allows(Instant time) {
            return switch (operator) {
                case ">" -> time.isAfter(limit);
                case "<" -> time.isBefore(limit);
                case "<=" -> !time.isAfter(limit);
                default -> !time.isBefore(limit);
            };
        }
    }

    static TimeBounds of(Body body, String field) {
        return new TimeBounds(body.filter(field).stream()
                .map(bound -> {
                    String operator = bound.replaceAll("[^<>=].*", "");
                    return new Bound(operator, time(bound.substring(operator.length())));
                })
                .toList());
    }

    boolean allow(Instant time) {
        return bounds.stream().allMatch(bound -> bound.allows(time));
    }

    private static Instant time(String text) {
        try {
            if (text.length() <= 10) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean hasZone = text.endsWith("Z") || text.lastIndexOf('+') > 10;
            return OffsetDateTime.parse(hasZone ? text : text + "Z").toInstant();
        } catch (DateTimeParseException malformed) {
            throw new Refusal(400, 16, "Invalid value for fields (failed parsing query field): error=" + text);
        }
    }
}
