package io.clearmladmin.internal.configuration;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Key and secret as they stand in two files now. */
record KeyFileLogin(ClientConfig.KeyFiles files, Optional<Duration> lifetime, Duration threshold) {

    Login read() {
        String key = text(files.accessKey());
        Secret secret = Secret.of(text(files.secretKey()));
        Keys.accessKey(files.accessKey().toString(), key);
        Keys.secretKey(files.secretKey().toString(), secret);
        return Login.with(key, secret, lifetime, threshold);
    }

    // An editor leaves a line break at the end, which belongs to nothing.
    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new ConfigurationException(file + ": cannot be read as a file with a key", unreadable);
        }
    }
}
