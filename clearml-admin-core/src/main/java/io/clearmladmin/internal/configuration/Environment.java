package io.clearmladmin.internal.configuration;

import io.clearmladmin.errors.ConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The process environment of the client. */
record Environment(UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> variable, Path home) {

    static final Environment SYSTEM =
            new Environment(System::getProperty, System::getenv, Path.of(System.getProperty("user.home", "")));

    private static final Pattern HOME = Pattern.compile("^(?:~|\\$HOME|\\$\\{HOME})(?=[/\\\\]|$)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    /** Expands a path as a shell does: {@code ~}, {@code $HOME} and other variables are replaced. */
    Path path(String where, String text) {
        String path = HOME.matcher(text).replaceFirst(Matcher.quoteReplacement(home.toString()));
        Matcher variables = VARIABLE.matcher(path);
        try {
            return Path.of(variables.replaceAll(found -> Matcher.quoteReplacement(value(where, found.group()))));
        } catch (InvalidPathException noPath) {
            throw new ConfigurationException(
                    where + ": is not a path; if it has backslashes, double them or use /", noPath);
        }
    }

    private String value(String where, String reference) {
        String name = reference.replaceAll("[${}]", "");
        String value = variable.apply(name);
        if (value == null) {
            throw new ConfigurationException(where + ": refers to " + reference + ", which is not set");
        }
        return value;
    }
}
