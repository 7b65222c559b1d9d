package io.clearmladmin.examples;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts of JShell, one after the other, as a program: the first snippet that does not compile or throws ends it with
 * its message and exit code 1. The command {@code jshell} goes on after it, and ends with 0.
 */
public final class JShellScript {

    /** What the command {@code jshell} imports too. */
    static final List<String> DEFAULT_IMPORTS = List.of(
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.nio.file.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.prefs.*",
            "java.util.regex.*",
            "java.util.stream.*");

    private static final Pattern EXIT = Pattern.compile("/ex(?:it)?(?:\\s+(.*?))?;?\\s*");
    private static final int FRAMES = 10;

    private final JShell shell;
    private final PrintStream errors;
    private String source = "";
    private int line;

    private JShellScript(JShell shell, PrintStream errors) {
        this.shell = shell;
        this.errors = errors;
    }

    /** Runs files; {@code -} is the standard input. */
    public static void main(String[] files) throws IOException {
        System.exit(run(List.of(files), System.err));
    }

    /**
     * Runs files as {@link #main} does; returns the exit code: 1 after a mistake or an exception, otherwise that of {@code
     * /exit}, or 0.
     */
    public static int run(List<String> files, PrintStream errors) throws IOException {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                shell.addToClasspath(entry);
            }
            DEFAULT_IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
            JShellScript script = new JShellScript(shell, errors);
            for (String file : files) {
                Integer code = script.feed(file);
                if (code != null) {
                    return code;
                }
            }
            return 0;
        }
    }

    private static String read(String file) throws IOException {
        return file.equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(Path.of(file));
    }

    // The exit code, if it ends here.
    private @Nullable Integer feed(String file) throws IOException {
        source = file.equals("-") ? "standard input" : file;
        line = 0;
        StringBuilder pending = new StringBuilder();
        int number = 0;
        for (String next : read(file).lines().toList()) {
            number++;
            if (pending.toString().isBlank()) {
                pending.setLength(0);
                line = number;
                if (next.startsWith("/") && !next.startsWith("//") && !next.startsWith("/*")) {
                    return command(next);
                }
            }
            pending.append(next).append('\n');
            if (!evaluate(pending)) {
                return 1;
            }
        }
        if (pending.toString().isBlank()) {
            return null;
        }
        CompletionInfo rest = shell.sourceCodeAnalysis().analyzeCompletion(pending.toString());
        return succeeds(rest.source() == null ? pending.toString() : rest.source()) ? null : 1;
    }

    // Evaluates what is complete, and leaves the rest.
    private boolean evaluate(StringBuilder pending) {
        while (!pending.toString().isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(pending.toString());
            if (next.completeness() == SourceCodeAnalysis.Completeness.EMPTY) {
                pending.setLength(0);
                return true;
            }
            if (!next.completeness().isComplete()) {
                return true;
            }
            String snippet = next.source() == null ? pending.toString() : next.source();
            if (!succeeds(snippet)) {
                return false;
            }
            line += lineBreaks(snippet);
            pending.replace(0, pending.length(), next.remaining());
        }
        return true;
    }

    private @Nullable Integer command(String text) {
        Matcher exit = EXIT.matcher(text);
        if (!exit.matches()) {
            fail(line, text + ": a script has no command but /exit");
            return 1;
        }
        if (exit.group(1) == null) {
            return 0;
        }
        List<SnippetEvent> events = shell.eval("(int) (" + exit.group(1) + ")");
        return isGood(events) ? Integer.valueOf(events.get(0).value()) : Integer.valueOf(1);
    }

    private boolean succeeds(String snippet) {
        return isGood(shell.eval(snippet));
    }

    private boolean isGood(List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.status() == Snippet.Status.REJECTED) {
                shell.diagnostics(event.snippet())
                        .filter(Diag::isError)
                        .forEach(mistake -> report(event.snippet(), mistake));
                return false;
            }
            if (event.exception() != null) {
                report(event.exception());
                return false;
            }
        }
        return true;
    }

    private void report(Snippet snippet, Diag mistake) {
        String before = snippet.source().substring(0, (int)
                Math.max(0, Math.min(mistake.getPosition(), snippet.source().length())));
        int at = line + lineBreaks(before);
        fail(at, mistake.getMessage(Locale.ROOT));
        snippet.source()
                .lines()
                .skip(at - (long) line)
                .findFirst()
                .ifPresent(wrong -> errors.println("    " + wrong.strip()));
    }

    private void report(JShellException thrown) {
        String prefix = "";
        for (@Nullable Throwable each = thrown; each != null && prefix.length() < FRAMES; each = each.getCause()) {
            String type = each instanceof EvalException foreign
                    ? foreign.getExceptionClassName()
                    : each.getClass().getName();
            fail(line, prefix + type + (each.getMessage() == null ? "" : ": " + each.getMessage()));
            for (StackTraceElement frame :
                    List.of(each.getStackTrace()).subList(0, Math.min(FRAMES, each.getStackTrace().length))) {
                errors.println("    at " + frame);
            }
            prefix = "caused by ";
        }
    }

    private static int lineBreaks(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private void fail(int at, String message) {
        errors.println(source + ", line " + at + ": " + message);
    }
}
