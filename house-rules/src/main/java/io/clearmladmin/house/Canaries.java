package io.clearmladmin.house;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Collects everything visible: texts, whole stack traces, serialized failures and every logger at its finest level. Each
 * secret of a test holds the word {@value #WORD}, so that no form of one is there without a form of the word.
 */
public final class Canaries implements AutoCloseable {

    public static final String WORD = "kanari";
    private static final List<String> MARKS = marks(WORD);

    private final Map<Logger, Optional<Level>> levels = new LinkedHashMap<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<Appender<ILoggingEvent>> console = new ArrayList<>();
    private final Level before = root.getLevel();
    private final java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("");
    private final java.util.logging.Level jdkBefore = jdk.getLevel();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            String name = String.valueOf(line.getLoggerName());
            if (!name.startsWith("mockwebserver3") && !name.startsWith("okhttp3.mockwebserver")) {
                seen.add(name + " " + line.getMessage() + " " + trace(line.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    // The word as it is, escaped, in hexadecimal, and in base64 wherever in a text it begins.
    private static List<String> marks(String word) {
        List<String> marks = new ArrayList<>(List.of(word, escaped(word, "%%%02x"), escaped(word, "\\u%04x")));
        marks.add(HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8)));
        for (String before : List.of("", "x", "xx")) {
            String base64 = Base64.getEncoder().encodeToString((before + word).getBytes(StandardCharsets.UTF_8));
            int from = before.isEmpty() ? 0 : before.length() + 1;
            marks.add(base64.substring(from, (before.length() + word.length()) * 8 / 6)
                    .toLowerCase(Locale.ROOT));
        }
        return marks;
    }

    // The first three characters are enough: one of them may be what needs no escape.
    private static String escaped(String word, String format) {
        return word.substring(0, 3).chars().mapToObj(format::formatted).collect(Collectors.joining());
    }

    /** Listens to every logger from now on. {@code silent} are foreign loggers that are not checked, such as a broker's. */
    public Canaries(String... silent) {
        for (String name : silent) {
            Logger other = (Logger) LoggerFactory.getLogger(name);
            levels.put(other, Optional.ofNullable(other.getLevel()));
            other.setLevel(Level.OFF);
        }
        root.iteratorForAppenders().forEachRemaining(console::add);
        console.forEach(root::detachAppender);
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
        jdk.setLevel(java.util.logging.Level.ALL);
        jdk.addHandler(handler);
    }

    /** A text that somebody could read. */
    public void see(String text) {
        seen.add(text);
    }

    /** Runs it; what it throws is seen whole, and as what Java makes of it when it is sent elsewhere. */
    public void attempt(Runnable use) {
        try {
            use.run();
        } catch (RuntimeException failure) {
            see(failure);
        }
    }

    /** A failure with all that is behind it. */
    public void see(Throwable failure) {
        seen.add(trace(failure));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        } catch (IOException notSerializable) {
            seen.add(String.valueOf(notSerializable));
        }
        seen.add(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    private static String trace(@Nullable Throwable failure) {
        if (failure == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
            trace.append(one.getMessage()).append(one.getLocalizedMessage());
        }
        return trace.toString();
    }

    /** All that was seen so far. */
    public List<String> seen() {
        List<String> all = new ArrayList<>(List.copyOf(seen));
        List.copyOf(log.list).stream()
                .filter(event -> !event.getLoggerName().startsWith("mockwebserver3"))
                .forEach(event -> all.add(event.getLoggerName() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy()))));
        return all;
    }

    /** That no form of a secret was seen. */
    public void assertNone() {
        List<String> found = seen().stream()
                .filter(Canaries::shows)
                .map(Canaries::excerpt)
                .limit(5)
                .toList();
        assertThat(found).as("where a secret is seen").isEmpty();
    }

    /** Whether a form of the word is in it. */
    public static boolean shows(String text) {
        return where(text) >= 0;
    }

    private static int where(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return MARKS.stream()
                .mapToInt(lower::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }

    private static String excerpt(String text) {
        int at = where(text);
        String begin = text.substring(0, Math.min(text.length(), 100));
        return begin + " … " + text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 60));
    }

    /** The secret in the forms in which servers, proxies and parsers give texts back. */
    public static Stream<String> forms(String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        byte[] latin1 = secret.getBytes(StandardCharsets.ISO_8859_1);
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return Stream.of(
                secret,
                json(secret, false),
                json(secret, true),
                json(json(secret, true), false),
                url,
                Pattern.compile("%..")
                        .matcher(url.replace("+", "%20"))
                        .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)),
                URLEncoder.encode(url, StandardCharsets.UTF_8),
                "b'" + json(secret, true).replace("\\\"", "\"").replace("\\u00", "\\x") + "'",
                secret.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"),
                HexFormat.of().formatHex(utf8),
                HexFormat.of().withUpperCase().formatHex(latin1),
                Base64.getEncoder().encodeToString(utf8),
                Base64.getEncoder().encodeToString(latin1),
                Base64.getUrlEncoder().withoutPadding().encodeToString(utf8),
                Base64.getEncoder().encodeToString(("a:" + secret).getBytes(StandardCharsets.UTF_8)),
                URLEncoder.encode(
                        Base64.getEncoder().encodeToString(("ab:" + secret + ".").getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8));
    }

    private static String json(String text, boolean ascii) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (c < ' ' || (ascii && c > 0x7e)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }

    @Override
    public void close() {
        levels.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
        root.detachAppender(log);
        console.forEach(root::addAppender);
        root.setLevel(before);
        jdk.removeHandler(handler);
        jdk.setLevel(jdkBefore);
    }
}
