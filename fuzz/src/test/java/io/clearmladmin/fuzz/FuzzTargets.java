package io.clearmladmin.fuzz;

import io.clearmladmin.internal.configuration.ConfTarget;
import io.clearmladmin.kafka.TemplateTarget;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is read from outside. Each has its corpus in the folder of its name. */
enum FuzzTargets {
    REPLY(ReplyTarget.class),
    CONF(ConfTarget.class),
    SPECIFICATION(SpecificationTarget.class),
    VALUES(ValuesTarget.class),
    KUBECONFIG(KubeconfigTarget.class),
    TEMPLATE(TemplateTarget.class),
    RECORD(RecordTarget.class),
    TOKEN(TokenTarget.class),
    RETRY_AFTER(RetryAfterTarget.class);

    private final Class<?> type;

    FuzzTargets(Class<?> type) {
        this.type = type;
    }

    /** The class with {@code fuzzerTestOneInput}. */
    Class<?> type() {
        return type;
    }

    /** Where its inputs are. */
    Path corpus() {
        try {
            String name = "/corpus/" + name().toLowerCase(java.util.Locale.ROOT);
            return Path.of(java.util.Objects.requireNonNull(getClass().getResource(name), name)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Its inputs. */
    List<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.list(corpus())) {
            return files.sorted().toList();
        }
    }

    /** Tries one input. */
    void run(byte[] input) throws ReflectiveOperationException {
        var method = type.getDeclaredMethod("fuzzerTestOneInput", byte[].class);
        method.setAccessible(true);
        method.invoke(null, (Object) input);
    }
}
