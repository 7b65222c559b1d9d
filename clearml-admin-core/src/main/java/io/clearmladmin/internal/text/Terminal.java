package io.clearmladmin.internal.text;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the standard output is seen on a terminal with colours. */
public final class Terminal {

    private Terminal() {}

    /** Whether it is a terminal whose user wants colours. */
    public static boolean showsColours() {
        return wantsColours(System.getenv()) && isPresent();
    }

    /** Whether standard input and output are a terminal. */
    public static boolean isPresent() {
        return isTerminal(System.console());
    }

    /** Whether a user with this environment wants colours on a terminal. */
    public static boolean wantsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    // From Java 22 on there is a console also where there is no terminal.
    static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
