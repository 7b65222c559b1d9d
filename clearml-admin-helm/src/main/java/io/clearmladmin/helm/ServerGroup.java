package io.clearmladmin.helm;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.system.Feature;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A group that every tenant has. Enterprise.
 *
 * @param group its name in the settings: letters, digits and single {@code _}
 * @param id its id, which must stay the same
 * @param name its display name
 * @param features the features that its users may use, of those of their tenant
 * @param isAssignable whether admins may assign users to it in the web UI
 */
public record ServerGroup(String group, UUID id, String name, List<Feature> features, boolean isAssignable) {

    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9]+(_[A-Za-z0-9]+)*");

    /** Refuses the names of the built-in groups, for which only the features can be set. */
    public ServerGroup {
        group(group);
        if (GroupRules.BUILT_IN.contains(group)) {
            throw new IllegalArgumentException(
                    "group: " + group + " is built in; set its features only (groupFeatures)");
        }
        Objects.requireNonNull(id, "id");
        Required.text("name", name);
        features = List.copyOf(features);
    }

    // A double _ separates the names of settings.
    static String group(String name) {
        if (!GROUP.matcher(Required.text("group", name)).matches()) {
            throw new IllegalArgumentException("group: must be of letters, digits and single _, got '" + name + "'");
        }
        return name;
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
