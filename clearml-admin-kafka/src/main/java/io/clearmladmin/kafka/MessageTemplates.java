package io.clearmladmin.kafka;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.events.Event;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Jinja2 templates that make the value of a message, one per type of event, as the API server's own {@code template_folder}
 * has them. An event whose type has none goes as JSON. Needs {@code com.hubspot.jinjava:jinjava} beside this library.
 *
 * <p>The variable {@code event} holds {@code id}, {@code source}, {@code kind}, {@code type}, {@code tenant}, {@code subject},
 * {@code time}, and {@code data}. A variable that is not there is an error. Safe for many threads.
 */
public final class MessageTemplates {

    static final String CONTENT_TYPE = "text/plain; charset=utf-8";

    private static final String ENDING = ".j2";
    private static final int LARGEST_TEMPLATE = 1 << 20;

    private final Map<String, Template> templates;
    private final Jinjava jinjava = new Jinjava(JinjavaConfig.newBuilder()
            .withFailOnUnknownTokens(true)
            .withMaxOutputSize(LARGEST_TEMPLATE * 8L)
            .build());

    /** A file and what is in it. */
    private record Template(Path file, String text) {}

    private MessageTemplates(Map<String, Template> templates) {
        this.templates = templates;
    }

    /**
     * Reads the files {@code <type>.j2} of a folder, such as {@code tenant.activated.j2}; once, now.
     *
     * @throws ConfigurationException if the folder or a file cannot be read, or there is none
     */
    public static MessageTemplates in(Path folder) {
        Map<String, Template> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                found.put(name.substring(0, name.length() - ENDING.length()), new Template(file, text(file)));
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "message templates in " + folder + " cannot be read: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new ConfigurationException("message templates: no file <type>.j2 in " + folder);
        }
        return new MessageTemplates(found);
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST_TEMPLATE) {
            throw new IOException(file + " is larger than 1 MiB");
        }
        return Files.readString(file);
    }

    /** The message, or null if the event's type has no template. */
    @Nullable
    String render(Event event) {
        Template template = templates.get(event.type());
        if (template == null) {
            return null;
        }
        RenderResult result = jinjava.renderForResult(template.text(), Map.of("event", variables(event)));
        if (result.hasErrors()) {
            throw failure(event, template, result.getErrors().get(0));
        }
        return result.getOutput();
    }

    private static Map<String, Object> variables(Event event) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("id", event.id().toString());
        variables.put("source", event.source());
        variables.put("kind", event.kind().name().toLowerCase(Locale.ROOT));
        variables.put("type", event.type());
        variables.put("tenant", event.tenant());
        variables.put("subject", event.subject());
        variables.put("time", event.time().toString());
        variables.put("data", event.data());
        return variables;
    }

    private static KafkaFailureException failure(Event event, Template template, TemplateError error) {
        return new KafkaFailureException(
                Reason.TEMPLATE,
                template.file() + " line " + error.getLineno() + " cannot be rendered for " + event.type() + " of "
                        + event.subject() + " (id " + event.id() + "): " + error.getMessage(),
                error.getException());
    }
}
