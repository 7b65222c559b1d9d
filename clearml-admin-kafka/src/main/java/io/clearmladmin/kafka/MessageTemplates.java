package io.clearmladmin.kafka;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import com.hubspot.jinjava.tree.Node;
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
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Jinja2 templates that make the value of a message, one per type of event, as the API server's own {@code template_folder}
 * has them. An event whose type has none goes as JSON. Needs {@code com.hubspot.jinjava:jinjava} beside this library.
 *
 * <p>The variable {@code event} holds {@code id}, {@code source}, {@code kind}, {@code type}, {@code tenant}, {@code subject},
 * {@code time}, and {@code data}. A variable that is not there is an error. Safe for many threads.
 *
 * <p>What an event holds is data: it is never run as a template, whatever stands in it. A template includes and imports nothing.
 * It takes 20,000 steps (a tag, an expression or a text, each time it is rendered), a depth of 30 and 8 MiB at most; one that
 * takes more is an error for that event.
 */
public final class MessageTemplates {

    static final String CONTENT_TYPE = "text/plain; charset=utf-8";

    private static final String ENDING = ".j2";
    private static final int LARGEST_TEMPLATE = 1 << 20;
    private static final int LARGEST_MESSAGE = 8 << 20;
    private static final int MOST_STEPS = 20_000;
    private static final int DEEPEST = 30;
    private static final int LONGEST_LIST = 10_000;

    // Of the rendering that this thread is at.
    private static final ThreadLocal<Integer> STEPS = ThreadLocal.withInitial(() -> 0);

    private final Map<String, Template> templates;
    private final Jinjava jinjava;

    /** A file and what is in it. */
    private record Template(Path file, String text) {}

    private MessageTemplates(Map<String, Template> templates) {
        this.templates = templates;
        this.jinjava = new Jinjava(JinjavaConfig.newBuilder()
                .withFailOnUnknownTokens(true)
                .withNestedInterpretationEnabled(false)
                .withDisabled(Map.of(Context.Library.FILTER, Set.of("render")))
                .withMaxOutputSize(LARGEST_MESSAGE)
                .withMaxStringLength(LARGEST_MESSAGE)
                .withMaxListSize(LONGEST_LIST)
                .withMaxMapSize(LONGEST_LIST)
                .withMaxRenderDepth(DEEPEST)
                .withProcessors(JinjavaProcessors.newBuilder()
                        .withNodePreProcessor((node, interpreter) -> step(node))
                        .build())
                .build());
        jinjava.setResourceLocator((name, charset, interpreter) -> {
            throw new ResourceNotFoundException("'" + name + "': a message template includes and imports nothing");
        });
    }

    private static void step(Node node) {
        int taken = STEPS.get() + 1;
        STEPS.set(taken);
        if (taken > MOST_STEPS) {
            throw new InterpretException("it takes more than " + MOST_STEPS + " steps", node.getLineNumber());
        }
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
        } catch (IOException failure) {
            throw new ConfigurationException(
                    "message templates in " + folder + " cannot be read: " + failure.getMessage(), failure);
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
        STEPS.set(0);
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
