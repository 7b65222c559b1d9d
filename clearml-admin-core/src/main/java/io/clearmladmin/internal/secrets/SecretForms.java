package io.clearmladmin.internal.secrets;

import io.clearmladmin.endpoint.Secret;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Secrets in every form in which they may be echoed: plain, escaped any number of times as JSON, URLs, HTML or Python
 * do it, in hexadecimal, and in base64, also amid other text there, as in {@code Basic}.
 */
final class SecretForms {

    // Encoded forms of shorter secrets would match in words, too.
    private static final int SHORTEST_ENCODED = 6;
    private static final int LONGEST_ENCODED = 1 << 16;
    private static final int SHORTEST_UNESCAPED = 3;
    private static final int SHORTEST_LINE = 8;
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);

    private final List<String> literals;
    private final List<String> unescaped;

    SecretForms(List<Secret> secrets) {
        Set<String> found = new LinkedHashSet<>();
        secrets.forEach(secret -> add(secret.reveal(), found));
        // The longest first: otherwise a shorter one would leave a part of a longer one visible.
        literals = found.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        unescaped = literals.stream()
                .map(literal -> new Unescaped(literal).text())
                .filter(text -> text.strip().length() >= SHORTEST_UNESCAPED)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** The text without them. */
    String mask(String text) {
        String clean = text;
        for (String literal : literals) {
            clean = clean.replace(literal, Redactor.MASK);
        }
        return Unescaped.isNeeded(clean) ? new Unescaped(clean).mask(unescaped) : clean;
    }

    private static void add(String secret, Set<String> found) {
        if (secret.isBlank()) {
            return;
        }
        found.add(secret);
        // A message may quote one line of a file or a key.
        if (secret.indexOf('\n') >= 0) {
            secret.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(found::add);
        }
        if (secret.length() >= SHORTEST_ENCODED && secret.length() <= LONGEST_ENCODED) {
            CHARSETS.forEach(charset -> addEncoded(secret.getBytes(charset), found));
        }
    }

    private static void addEncoded(byte[] secret, Set<String> found) {
        found.add(HexFormat.of().formatHex(secret));
        found.add(HexFormat.of().withUpperCase().formatHex(secret));
        // Amid other text, the first and last characters depend on that, and where they begin on how much of it there
        // is.
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            String text = Base64.getEncoder().encodeToString(shifted);
            int from = before == 0 ? 0 : before + 1;
            int to = shifted.length * 8 / 6;
            String own = text.substring(from, to);
            found.add(own);
            found.add(own.replace('+', '-').replace('/', '_'));
        }
    }
}
