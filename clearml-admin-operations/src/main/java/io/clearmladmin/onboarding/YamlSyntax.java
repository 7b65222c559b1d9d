package io.clearmladmin.onboarding;

import io.clearmladmin.onboarding.YamlNode.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What is wrong with a text that is not YAML. Nothing but one character of it is quoted: any of it may be a secret. */
final class YamlSyntax {

    // What the parser's messages begin with or contain, and what is usually the matter.
    private static final Map<String, String> REASONS = new LinkedHashMap<>();

    static {
        REASONS.put(
                "mapping values are not allowed", "a field cannot begin here; put a text with ': ' in it into quotes");
        REASONS.put("could not find expected ':'", "the name of a field has no ':' after it");
        REASONS.put("found unexpected end of stream", "a text in quotes does not end");
        REASONS.put("expected ',' or '}'", "a map in { } lacks a comma or its end");
        REASONS.put("expected ',' or ']'", "a list in [ ] lacks a comma or its end");
        REASONS.put("found unknown escape", "no such escape; in double quotes, write a backslash twice");
        REASONS.put("expected <block end>", "the line is not indented as those that it belongs to");
        REASONS.put("found duplicate", "a directive appears twice");
    }

    private YamlSyntax() {}

    static String reason(MarkedYAMLException unreadable, String text) {
        String problem = String.valueOf(unreadable.getProblem());
        Mark mark = unreadable.getProblemMark();
        String reason = "this is not YAML; a missing quote, or an indentation that does not fit, is the usual cause";
        if (problem.contains("cannot start any token") && mark != null) {
            reason = beginning(characterAt(text, mark));
        }
        for (Map.Entry<String, String> known : REASONS.entrySet()) {
            if (problem.contains(known.getKey())) {
                reason = known.getValue();
            }
        }
        Mark begin = unreadable.getContextMark();
        boolean isBefore = begin != null && mark != null && begin.getLine() < mark.getLine();
        return isBefore ? reason + "; what it is part of begins in line " + (begin.getLine() + 1) : reason;
    }

    private static String beginning(int character) {
        return character == '\t'
                ? "a tab; YAML is indented with blanks"
                : "a text cannot begin with " + Character.toString(character) + " unless it is in quotes";
    }

    private static int characterAt(String text, Mark mark) {
        int at = text.offsetByCodePoints(0, Math.min(mark.getIndex(), text.codePointCount(0, text.length()) - 1));
        return text.codePointAt(at);
    }

    /** The place of a character that is counted from 0. */
    static Place place(String text, int position) {
        int line = 1;
        int column = 1;
        int[] before = text.codePoints().limit(position).toArray();
        for (int point : before) {
            column = point == '\n' ? 1 : column + 1;
            line += point == '\n' ? 1 : 0;
        }
        return new Place(line, column);
    }
}
