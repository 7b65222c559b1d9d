package io.clearmladmin.emitters;

import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.kafka.KafkaFailureException;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which settings a failure is about: its message names them as they are set. */
final class SettingsBehind {

    private static final Map<Reason, List<Setting>> OF_KAFKA = Map.of(
            Reason.NO_BROKER, List.of(Setting.KAFKA_HOST),
            Reason.ADVERTISED_ADDRESS, List.of(Setting.KAFKA_HOST),
            Reason.WRONG_PROTOCOL, List.of(Setting.KAFKA_PROTOCOL),
            Reason.WRONG_LOGIN, List.of(Setting.KAFKA_MECHANISM, Setting.KAFKA_USER, Setting.KAFKA_PASSWORD),
            Reason.TLS,
                    List.of(
                            Setting.TRUST_STORE,
                            Setting.KEY_STORE,
                            Setting.KEY_CERTIFICATES,
                            Setting.KEY_PASSWORD,
                            Setting.TOKEN_TRUST_STORE),
            Reason.MISSING_TOPIC,
                    List.of(
                            Setting.LIFECYCLE_TOPIC,
                            Setting.INVENTORY_TOPIC,
                            Setting.STATE_TOPIC,
                            Setting.CREATE_TOPICS),
            Reason.UNFIT_TOPIC, List.of(Setting.STATE_TOPIC, Setting.LIFECYCLE_TOPIC, Setting.INVENTORY_TOPIC),
            Reason.NOT_ALLOWED, List.of(Setting.KAFKA_USER),
            Reason.TEMPLATE, List.of(Setting.TEMPLATES));

    // What the library calls them where it refuses them.
    private static final Map<String, List<Setting>> WORDS = Map.of(
            "bootstrap servers", List.of(Setting.KAFKA_HOST),
            "security protocol", List.of(Setting.KAFKA_PROTOCOL),
            "user", List.of(Setting.KAFKA_USER),
            "password", List.of(Setting.KAFKA_PASSWORD),
            "token endpoint", List.of(Setting.TOKEN_ENDPOINT),
            "mechanism",
                    List.of(
                            Setting.KAFKA_MECHANISM,
                            Setting.TOKEN_ENDPOINT,
                            Setting.TOKEN_SCOPE,
                            Setting.TOKEN_TRUST_STORE),
            "state topic", List.of(Setting.STATE_TOPIC),
            "message templates", List.of(Setting.TEMPLATES));

    private SettingsBehind() {}

    /**
     * The message of a failure, with the names of the settings that it is about, if it names none.
     *
     * @param otherwise those of what was looked at, if nothing more is known
     */
    static String named(Throwable failure, List<Setting> otherwise) {
        String message = String.valueOf(failure.getMessage());
        List<Setting> behind = of(failure, message, otherwise);
        if (behind.isEmpty() || message.contains("CLEARML_")) {
            return message;
        }
        return message + " (" + behind.stream().map(Setting::key).collect(Collectors.joining(", ")) + ")";
    }

    private static List<Setting> of(Throwable failure, String message, List<Setting> otherwise) {
        if (failure instanceof KafkaFailureException kafka) {
            return OF_KAFKA.getOrDefault(kafka.reason(), otherwise);
        }
        if (failure instanceof UnauthorizedException) {
            return List.of(Setting.API_ACCESS_KEY, Setting.API_SECRET_KEY);
        }
        String refused =
                message.startsWith(KafkaOptions.REFUSED) ? message.substring(KafkaOptions.REFUSED.length()) : message;
        return WORDS.entrySet().stream()
                .filter(word -> refused.startsWith(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }
}
