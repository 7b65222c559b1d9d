package io.clearmladmin.emitters;

import io.clearmladmin.internal.text.NearestWord;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of settings, and those that look like one with a typo. */
final class SettingNames {

    // Of ClearML's own clients and of this library's; the emitters read some of them by it.
    private static final Set<String> OTHERS = Set.of(
            "CLEARML_API_URL",
            "CLEARML_API_URL_UNCHECKED",
            "CLEARML_ACCESS_KEY",
            "CLEARML_SECRET_KEY",
            "CLEARML_AUTH_TOKEN",
            "CLEARML_CONFIG_FILE",
            "CLEARML_WEB_HOST",
            "CLEARML_FILES_HOST",
            "CLEARML__services__custom_events__enabled",
            "CLEARML__services__custom_events__template_folder");
    private static final List<String> OURS = List.of(
            "CLEARML_EVENTS_",
            "CLEARML_PODS_",
            "CLEARML_COMPANY_",
            "CLEARML_KAFKA_",
            "CLEARML__HOSTS__KAFKA__CUSTOM_EVENTS__",
            "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__");
    // What Kubernetes adds to the environment of every pod for a Service such as clearml-kafka.
    private static final Pattern SERVICE =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");
    private static final int MOST_MISTAKES = 3;

    private SettingNames() {}

    /** The nearest name, if this one of the environment is most likely meant to be a setting, and is none. */
    static Optional<String> typo(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("CLEARML_")
                || OTHERS.contains(name)
                || SERVICE.matcher(upper).matches()) {
            return Optional.empty();
        }
        String nearest = nearest(name);
        boolean isOurs = OURS.stream().anyMatch(upper::startsWith);
        return isOurs || NearestWord.changes(upper, nearest.toUpperCase(Locale.ROOT)) <= MOST_MISTAKES
                ? Optional.of(nearest)
                : Optional.empty();
    }

    /** The name that differs least from this. */
    static String nearest(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(Setting.values())
                .flatMap(setting -> setting.mayBeInFile()
                        ? Stream.of(setting.key(), setting.key() + Setting.IN_FILE)
                        : Stream.of(setting.key()))
                .min(Comparator.comparingInt(known -> NearestWord.changes(upper, known.toUpperCase(Locale.ROOT))))
                .orElseThrow();
    }
}
