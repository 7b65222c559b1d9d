package io.clearmladmin.cli;

import io.clearmladmin.helm.Chart;
import io.clearmladmin.internal.text.NearestWord;
import io.clearmladmin.internal.text.SafeText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which chart values are for. */
final class ChartOption {

    @Option(
            names = "--chart",
            required = true,
            paramLabel = "NAME[:VERSION]",
            description = "The chart, such as clearml:7.14.4 or control-plane.")
    private String chart = "";

    Chart chart() {
        int colon = chart.indexOf(':');
        return colon < 0
                ? Chart.of(named(chart))
                : new Chart(named(chart.substring(0, colon)), Optional.of(chart.substring(colon + 1)));
    }

    /** The chart of this name. */
    static Chart.Name named(String word) {
        return Arrays.stream(Chart.Name.values())
                .filter(name -> name.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word));
    }

    private static CommandException unknown(String word) {
        List<String> names =
                Arrays.stream(Chart.Name.values()).map(Chart.Name::toString).toList();
        String nearest = NearestWord.of(word, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
        return CommandException.wrongUse(
                "there is no chart '" + SafeText.line(word) + "'" + nearest,
                "it is one of " + names.stream().collect(Collectors.joining(", ")));
    }
}
