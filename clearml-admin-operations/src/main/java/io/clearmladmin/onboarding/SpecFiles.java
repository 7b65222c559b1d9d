package io.clearmladmin.onboarding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads specifications. */
final class SpecFiles {

    private static final Pattern NAME = Pattern.compile("(?i).*\\.(yaml|yml|json)");

    // What only one tenant may have, and the file that claims it.
    private final Map<String, Path> owners = new HashMap<>();

    private SpecFiles() {}

    static TenantSpec parse(String where, String text) {
        try {
            return YamlReader.read(text, TenantSpec.class);
        } catch (YamlReader.MistakeException mistake) {
            throw new InvalidSpecException(where + ", " + mistake.getMessage(), mistake);
        }
    }

    static List<TenantSpec> readAll(Path folder) throws IOException {
        SpecFiles files = new SpecFiles();
        List<TenantSpec> specs = new ArrayList<>();
        for (Path file : files(folder)) {
            TenantSpec spec = TenantSpec.read(file);
            files.claim(spec, file);
            specs.add(spec);
        }
        return List.copyOf(specs);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    // The server compares names and domains without case, and users' e-mails with case.
    private void claim(TenantSpec spec, Path file) {
        claim("the name", spec.name().strip().toLowerCase(Locale.ROOT), file);
        spec.company().ifPresent(id -> claim("the tenant id", id, file));
        SpecChecks.everyone(spec).forEach(user -> claim("the user", user.email(), file));
        spec.domains().stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .distinct()
                .forEach(domain -> claim("the domain", domain, file));
        spec.whitelist().forEach(invited -> claim("the invited e-mail", invited.email(), file));
    }

    private void claim(String what, String value, Path file) {
        Path other = owners.putIfAbsent(what + " '" + value + "'", file);
        if (other != null) {
            throw new InvalidSpecException(
                    file + ": " + what + " '" + value + "' is also in " + other + "; keep it in one of them", null);
        }
    }
}
