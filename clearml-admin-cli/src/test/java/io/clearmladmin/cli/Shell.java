package io.clearmladmin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process, with a home folder of their own, and keeps what they print. */
final class Shell {

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private OutputStream out = new ByteArrayOutputStream();

    /** One that no terminal sees. */
    Shell(Path home) {
        this.home = home;
        environment.put(Surroundings.TERMINALS, "");
    }

    /** What a command left. */
    record Result(int code, String out, String err) {

        JsonNode json() {
            try {
                return Json.MAPPER.readTree(out);
            } catch (IOException noJson) {
                throw new UncheckedIOException(out + err, noJson);
            }
        }
    }

    /** Writes a profile for the fake's system user, and chooses it. */
    Shell on(FakeClearMl fake) {
        return on(fake.url(), fake.systemUser());
    }

    Shell on(FakeClearMl fake, FakeUser user) {
        return on(fake.url(), user);
    }

    Shell on(String url, FakeUser user) {
        profiles("profiles { fake { api_server = \"" + url + "\", access_key = \"" + user.accessKey()
                + "\", secret_key = \"" + user.secretKey().reveal() + "\" } }");
        return with(Profiles.VARIABLE, "fake");
    }

    /** Writes the file of profiles. */
    Path profiles(String text) {
        Path file = home.resolve(".config/clearml-admin/config");
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return file;
    }

    /** Sets a variable. */
    Shell with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What a person, or a file, puts in. */
    Shell input(String text) {
        input = text;
        return this;
    }

    /** On a terminal of this width, where a person answers. */
    Shell terminal(int columns) {
        return with(Surroundings.TERMINALS, "in,out,err").with("COLUMNS", String.valueOf(columns));
    }

    /** What takes the standard output. */
    Shell out(OutputStream stream) {
        out = stream;
        return this;
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    Path home() {
        return home;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        if (out instanceof ByteArrayOutputStream bytes) {
            bytes.reset();
        }
        int code = new Program(new Surroundings(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        home))
                .run(arguments);
        String printed = out instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
        return new Result(code, printed, err.toString(StandardCharsets.UTF_8));
    }
}
