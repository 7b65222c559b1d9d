package io.clearmladmin.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Aligned rows for people. Each cell is one line, safe to display; the last cell of a row is not padded. */
public final class Table {

    /** Colours of a terminal. */
    public static final String RED = "\u001b[31m";

    public static final String GREEN = "\u001b[32m";
    public static final String YELLOW = "\u001b[33m";
    public static final String MAGENTA = "\u001b[35m";

    private static final String RESET = "\u001b[0m";
    private static final String GAP = "  ";

    private final List<Row> rows = new ArrayList<>();

    private record Row(String colour, List<String> cells) {}

    /** Adds a row. */
    public Table row(String... cells) {
        return coloured("", cells);
    }

    /** Adds a row whose first cell has this colour. */
    public Table coloured(String colour, String... cells) {
        rows.add(new Row(colour, Arrays.stream(cells).map(SafeText::line).toList()));
        return this;
    }

    /** The rows, each with a line break; each cell but a row's last is as wide as its column's widest such. */
    public String text(boolean isColoured) {
        List<Integer> widths = widths();
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.cells().size(); column++) {
                String cell = row.cells().get(column);
                boolean isPainted = isColoured && column == 0 && !row.colour().isEmpty();
                line.append(isPainted ? row.colour() + cell + RESET : cell);
                if (column < row.cells().size() - 1) {
                    line.append(" ".repeat(widths.get(column) - cell.length())).append(GAP);
                }
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (Row row : rows) {
            for (int column = 0; column < row.cells().size() - 1; column++) {
                int width = row.cells().get(column).length();
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(width, widths.get(column)));
                }
            }
        }
        return widths;
    }

    @Override
    public String toString() {
        return text(false);
    }
}
