package io.clearmladmin.onboarding;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.secrets.Redactor;
import io.clearmladmin.internal.secrets.SecretFields;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.onboarding.YamlNode.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Collects the mistakes of one text, a bounded number of them, without the text's secrets. */
final class MistakeCollector {

    private static final int MOST = 1_000;
    private static final int LONGEST_QUOTE = 100;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s:,{}\\[\\]\"']+");
    private static final int SHORTEST_WORD = 4;

    private final String source;
    private final Redactor redactor;
    private final List<SpecMistake> mistakes = new ArrayList<>();

    MistakeCollector(String source, String text) {
        this.source = source;
        this.redactor = redactor(text);
    }

    // Where a quote or a colon is missing, the name of a secret cannot be distinguished from the secret.
    private static Redactor redactor(String text) {
        List<Secret> beside = text.lines()
                .map(SecretFields::afterSecretName)
                .map(OutsideValues::removedFrom)
                .flatMap(BETWEEN_WORDS::splitAsStream)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                .map(Secret::of)
                .toList();
        return new Redactor(beside);
    }

    /** Adds a mistake that is not about a value. */
    void add(Place place, FieldPath path, String reason) {
        add(place, path.toString(), reason);
    }

    void add(Place place, String path, String reason) {
        add(place, path, reason, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Adds a mistake about a value: what it must be, and what it is. */
    void addValue(Place place, FieldPath path, String allowed, String found, String inWords, Optional<String> nearest) {
        boolean isSecret = path.isSecret();
        add(
                place,
                path.toString(),
                "must be " + allowed + (isSecret ? "" : ", got " + inWords),
                isSecret ? Optional.empty() : Optional.of(found),
                Optional.of(allowed),
                isSecret ? Optional.empty() : nearest);
    }

    void add(
            Place place,
            String path,
            String reason,
            Optional<String> found,
            Optional<String> allowed,
            Optional<String> nearest) {
        if (mistakes.size() < MOST) {
            mistakes.add(new SpecMistake(
                    source,
                    place.line(),
                    place.column(),
                    shown(path),
                    redactor.redact(reason),
                    found.map(this::shown),
                    allowed.map(redactor::redact),
                    nearest.map(this::shown)));
        }
    }

    private String shown(String text) {
        return redactor.redact(SafeText.line(text, LONGEST_QUOTE));
    }

    /** A text in quotes, cut if it is long. */
    static String quoted(String text) {
        return "'" + SafeText.line(text, LONGEST_QUOTE) + "'";
    }

    /** Whether nothing is wrong at or below a field, nor with one that may be meant as it. */
    boolean isSound(String field) {
        return mistakes.stream()
                .noneMatch(mistake -> mistake.path().equals(field)
                        || mistake.path().startsWith(field + ".")
                        || mistake.path().startsWith(field + "[")
                        || mistake.nearest().filter(field::equals).isPresent());
    }

    boolean isEmpty() {
        return mistakes.isEmpty();
    }

    /** The mistakes in the order of their places. */
    List<SpecMistake> inOrder() {
        return mistakes.stream()
                .sorted(Comparator.comparing(SpecMistake::line).thenComparing(SpecMistake::column))
                .toList();
    }
}
