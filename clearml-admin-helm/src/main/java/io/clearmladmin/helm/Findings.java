package io.clearmladmin.helm;

import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The findings of the rules, with their places. */
final class Findings {

    private final String source;
    private final Map<String, HelmValues.Place> places;
    private final List<Finding> all = new ArrayList<>();

    Findings(String source, Map<String, HelmValues.Place> places) {
        this.source = source;
        this.places = places;
    }

    void find(String rule, Severity severity, String path, String found, String remedy) {
        HelmValues.Place place = place(path);
        String where = place.line() == 0 ? place.source() : place.source() + ":" + place.line();
        all.add(new Finding(rule, severity, path, found, remedy, where));
    }

    // For something missing, the place of its parent.
    private HelmValues.Place place(String path) {
        for (String at = path; !at.isEmpty(); at = at.replaceFirst("(\\[[^\\]]*\\]|\\.[^.\\[]*|^[^.\\[]*)$", "")) {
            HelmValues.Place place = places.get(at);
            if (place != null) {
                return place;
            }
        }
        return new HelmValues.Place(source, 0);
    }

    List<Finding> all() {
        return all;
    }
}
