package io.clearmladmin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Aligned columns, which fit into the width of the terminal: the widest are cut first. */
final class TableText {

    private static final int GAP = 2;
    private static final int NARROWEST = 6;
    private static final Pattern INSTANT = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d):\\d\\d(\\.\\d+)?Z$");

    private final OptionalInt columns;

    TableText(OptionalInt columns) {
        this.columns = columns;
    }

    /** A head line and a row each. */
    String rows(List<String> names, Iterable<JsonNode> nodes) {
        String whole = table(names, nodes);
        if (columns.isEmpty() || isFitting(whole)) {
            return whole;
        }
        // A person knows names, and ids beside them take their room.
        List<String> known =
                names.stream().filter(name -> !names.contains(name + "_name")).toList();
        return known.size() * (NARROWEST + GAP) - GAP > columns.getAsInt() ? blocks(nodes) : cut(known, nodes);
    }

    private boolean isFitting(String text) {
        return text.lines().allMatch(line -> line.length() <= columns.orElse(Integer.MAX_VALUE));
    }

    private String table(List<String> names, Iterable<JsonNode> nodes) {
        return text(cells(names, nodes), OptionalInt.empty());
    }

    private String cut(List<String> names, Iterable<JsonNode> nodes) {
        return text(cells(names, nodes), columns);
    }

    private static List<List<String>> cells(List<String> names, Iterable<JsonNode> nodes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(names.stream().map(TableText::title).toList());
        nodes.forEach(node ->
                rows.add(names.stream().map(name -> cell(node.path(name))).toList()));
        return rows;
    }

    // Where not even cut columns stand side by side.
    private String blocks(Iterable<JsonNode> nodes) {
        List<String> blocks = new ArrayList<>();
        nodes.forEach(node -> blocks.add(fields(node)));
        return String.join("\n", blocks);
    }

    /** A field a line; what is not there is left out. */
    String fields(JsonNode node) {
        List<List<String>> rows = new ArrayList<>();
        node.properties().forEach(field -> rows.add(List.of(field.getKey(), cell(field.getValue()))));
        return text(rows, columns);
    }

    /** For rows that come one by one: a column grows with what comes, and a line is cut at the terminal's width. */
    Growing growing(List<String> names) {
        return new Growing(names);
    }

    /** Lines of a table whose later rows are not known yet. */
    final class Growing {

        private final List<String> names;
        private final int[] widths;

        private Growing(List<String> names) {
            this.names = names;
            this.widths = names.stream().mapToInt(String::length).toArray();
        }

        String head() {
            return line(names.stream().map(TableText::title).toList());
        }

        String row(JsonNode node) {
            return line(names.stream().map(name -> cell(node.path(name))).toList());
        }

        private String line(List<String> cells) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], cells.get(column).length());
                String rest = " ".repeat(widths[column] - cells.get(column).length() + GAP);
                line.append(cells.get(column)).append(rest);
            }
            String whole = line.toString().stripTrailing();
            return (columns.isPresent() ? cut(whole, columns.getAsInt()) : whole) + "\n";
        }
    }

    private static String title(String name) {
        return name.replace('_', ' ').toUpperCase(Locale.ROOT);
    }

    private static String cell(JsonNode value) {
        String text = SafeText.line(FieldNames.cell(value));
        // Seconds and their parts are for programs.
        return INSTANT.matcher(text).replaceFirst("$1Z");
    }

    private static String text(List<List<String>> rows, OptionalInt room) {
        int[] widths = widths(rows);
        room.ifPresent(all -> fit(widths, all));
        Table table = new Table();
        for (List<String> row : rows) {
            String[] cells = new String[row.size()];
            for (int column = 0; column < cells.length; column++) {
                cells[column] = cut(row.get(column), widths[column]);
            }
            table.row(cells);
        }
        return table.text(false);
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static void fit(int[] widths, int all) {
        int sum = GAP * (widths.length - 1);
        for (int width : widths) {
            sum += width;
        }
        for (int over = sum - all; over > 0; over--) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private static String cut(String cell, int width) {
        if (cell.length() <= width) {
            return cell;
        }
        int end = Character.isHighSurrogate(cell.charAt(width - 2)) ? width - 2 : width - 1;
        return cell.substring(0, end) + "…";
    }
}
