package io.clearmladmin.testkit;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/** A fake server as a program of its own. */
final class ServerProgram {

    private static final String USAGE =
            "Usage: FakeClearMl [--port N] [--edition open-source|enterprise]" + " [--until-stdin-closes]";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    ServerProgram(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code once the server has ended: 2 if it could not be started as asked. */
    int run(String... arguments) throws InterruptedException {
        FakeClearMl.Builder server = FakeClearMl.builder();
        boolean endsWithInput;
        try {
            endsWithInput = read(arguments, server);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return 2;
        }
        try (FakeClearMl fake = server.start()) {
            print(fake);
            if (endsWithInput) {
                in.transferTo(OutputStream.nullOutputStream());
            } else {
                new CountDownLatch(1).await(); // until the process is stopped
            }
            return 0;
        } catch (UncheckedIOException notStarted) {
            err.println(notStarted.getMessage());
            return 2;
        } catch (IOException closed) {
            return 0;
        }
    }

    private static boolean read(String[] arguments, FakeClearMl.Builder server) {
        boolean endsWithInput = false;
        Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--port" -> server.port(number(value(option, left)));
                case "--edition" -> server.edition(edition(value(option, left)));
                case "--until-stdin-closes" -> endsWithInput = true;
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }
        return endsWithInput;
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.pop();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("port: must be a number, got " + text, notOne);
        }
    }

    private static Edition edition(String text) {
        return switch (text) {
            case "open-source" -> Edition.OPEN_SOURCE;
            case "enterprise" -> Edition.ENTERPRISE;
            default -> throw new IllegalArgumentException("edition: must be open-source or enterprise, got " + text);
        };
    }

    private void print(FakeClearMl fake) {
        FakeUser user = fake.systemUser();
        out.println("export CLEARML_API_HOST=" + fake.url());
        out.println("export CLEARML_API_ACCESS_KEY=" + user.accessKey());
        out.println("export CLEARML_API_SECRET_KEY=" + user.secretKey().reveal());
        out.flush();
    }
}
