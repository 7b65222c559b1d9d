package io.clearmladmin.internal.configuration;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.text.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how certificates are verified.
 *
 * @param isOn whether they are
 * @param trusted the PEM file of trusted certificates; null for the JDK's
 * @param where the setting that decides it
 */
record Verification(boolean isOn, @Nullable Path trusted, String where) {

    private static final Set<String> ON = Set.of("true", "yes", "on", "1");
    private static final Set<String> OFF = Set.of("false", "no", "off", "0");

    static Verification of(ClientConfig config, Sources sources, Environment environment, boolean addressIsFromFile) {
        if (config.trustAll()) {
            return new Verification(false, null, "insecureSkipTlsVerify");
        }
        if (config.trustedCertificates().isPresent()) {
            return new Verification(true, config.trustedCertificates().get(), "trustedCertificates");
        }
        Optional<Sources.Located> found = sources.verifyCertificate(addressIsFromFile);
        return found.map(value -> parse(value, environment)).orElse(new Verification(true, null, "default"));
    }

    private static Verification parse(Sources.Located found, Environment environment) {
        // Unstripped: a word with blanks around it may be intended as another value, and verification would be off.
        String word = found.value().toLowerCase(Locale.ROOT);
        if (ON.contains(word) || OFF.contains(word)) {
            return new Verification(ON.contains(word), null, found.where());
        }
        Path file = environment.path(found.where(), found.value());
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException(found.where() + ": must be true, false or the path of a PEM file, got '"
                    + SafeText.line(found.value()) + "'");
        }
        return new Verification(true, file, found.where());
    }
}
