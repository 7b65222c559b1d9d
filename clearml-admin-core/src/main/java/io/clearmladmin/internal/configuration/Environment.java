package io.clearmladmin.internal.configuration;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The process around the client. */
record Environment(UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> variable, Path home) {

    static final Environment SYSTEM =
            new Environment(System::getProperty, System::getenv, Path.of(System.getProperty("user.home", "")));
}
