package io.clearmladmin.onboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.onboarding.YamlNode.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads specifications. */
final class SpecFiles {

    private static final Pattern NAME = Pattern.compile("(?i).*\\.(yaml|yml|json)");
    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|[^.\\[\\]]+");

    // What only one tenant may have, and the file that claims it.
    private final Map<String, Path> owners = new HashMap<>();
    private final List<SpecMistake> mistakes = new ArrayList<>();

    private SpecFiles() {}

    /** A specification and its text. */
    private record Read(TenantSpec spec, YamlNode root) {}

    static TenantSpec parse(String source, String text) {
        return read(source, text, new OutsideValues(Path.of(""), System::getenv))
                .spec();
    }

    static TenantSpec read(Path file) throws IOException {
        return readOne(file).spec();
    }

    private static Read readOne(Path file) throws IOException {
        Path folder = Objects.requireNonNullElse(file.getParent(), Path.of(""));
        return read(file.toString(), SpecText.read(file), new OutsideValues(folder, System::getenv));
    }

    static List<TenantSpec> readAll(Path folder) throws IOException {
        SpecFiles files = new SpecFiles();
        List<TenantSpec> specs = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                Read read = readOne(file);
                files.claim(read, file);
                specs.add(read.spec());
            } catch (InvalidSpecException invalid) {
                files.mistakes.addAll(invalid.mistakes());
            }
        }
        if (!files.mistakes.isEmpty()) {
            throw new InvalidSpecException(files.mistakes);
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

    private static Read read(String source, String text, OutsideValues outside) {
        MistakeCollector mistakes = new MistakeCollector(source, text);
        Optional<YamlNode> root = YamlTree.read(SpecText.asYaml(text), mistakes);
        Optional<TenantSpec> spec = root.flatMap(tree -> spec(tree, mistakes, outside));
        if (root.isEmpty() || spec.isEmpty()) {
            throw new InvalidSpecException(mistakes.inOrder());
        }
        return new Read(spec.get(), root.get());
    }

    private static Optional<TenantSpec> spec(YamlNode root, MistakeCollector mistakes, OutsideValues outside) {
        if (root instanceof YamlNode.Text text && text.isNothing()) {
            mistakes.add(root.place(), "", "is empty");
            return Optional.empty();
        }
        ObjectNode tree = new SpecReader(mistakes, outside).read(root);
        for (SpecChecks.Problem problem : SpecChecks.problems(tree, mistakes::isSound)) {
            Optional<String> found = Optional.of(problem.found());
            mistakes.add(
                    place(root, problem.path()),
                    problem.path(),
                    problem.reason(),
                    found,
                    Optional.empty(),
                    problem.nearest());
        }
        return mistakes.isEmpty() ? value(root, tree, mistakes) : Optional.empty();
    }

    private static Optional<TenantSpec> value(YamlNode root, ObjectNode tree, MistakeCollector mistakes) {
        try {
            return Optional.of(Json.MAPPER.treeToValue(tree, TenantSpec.class));
        } catch (JsonProcessingException refused) {
            String path = refused instanceof JsonMappingException mapping ? path(mapping.getPath()) : "";
            mistakes.add(place(root, path), path, reason(refused));
            return Optional.empty();
        }
    }

    // Jackson's own messages quote the value.
    private static String reason(JsonProcessingException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return "is not a valid value";
    }

    private static String path(List<JsonMappingException.Reference> references) {
        FieldPath path = FieldPath.ROOT;
        for (JsonMappingException.Reference step : references) {
            path = step.getFieldName() == null ? path.item(step.getIndex()) : path.field(step.getFieldName());
        }
        return path.toString();
    }

    // That of the field, or of the nearest one above it.
    private static Place place(YamlNode root, String path) {
        YamlNode at = root;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            Optional<YamlNode> inner = inner(at, step);
            if (inner.isEmpty()) {
                break;
            }
            at = inner.get();
        }
        return at.place();
    }

    private static Optional<YamlNode> inner(YamlNode node, Matcher step) {
        if (node instanceof YamlNode.Items items && step.group(1) != null) {
            return Optional.of(items.items().get(Integer.parseInt(step.group(1))));
        }
        return node instanceof YamlNode.Fields fields
                ? fields.fields().stream()
                        .filter(field -> field.name().value().equals(step.group()))
                        .map(YamlNode.Field::value)
                        .findFirst()
                : Optional.empty();
    }

    // The server compares names and domains without case, and users' e-mails with case.
    private void claim(Read read, Path file) {
        TenantSpec spec = read.spec();
        claim(read, file, "name", "the name", spec.name().strip().toLowerCase(Locale.ROOT));
        spec.company().ifPresent(id -> claim(read, file, "company", "the tenant id", id));
        claim(read, file, "admin.email", "the user", spec.admin().email());
        for (int i = 0; i < spec.users().size(); i++) {
            claim(
                    read,
                    file,
                    "users[" + i + "].email",
                    "the user",
                    spec.users().get(i).email());
        }
        for (int i = 0; i < spec.domains().size(); i++) {
            claim(
                    read,
                    file,
                    "domains[" + i + "]",
                    "the domain",
                    spec.domains().get(i).toLowerCase(Locale.ROOT));
        }
        for (int i = 0; i < spec.whitelist().size(); i++) {
            claim(
                    read,
                    file,
                    "whitelist[" + i + "].email",
                    "the invited e-mail",
                    spec.whitelist().get(i).email());
        }
    }

    private void claim(Read read, Path file, String path, String what, String value) {
        // Who is invited to one tenant and a user of another could sign in to neither of them for sure.
        String kind = path.endsWith("email") ? "e-mail" : what;
        Path other = owners.putIfAbsent(kind + " '" + value + "'", file);
        if (other != null && !other.equals(file)) {
            MistakeCollector claimed = new MistakeCollector(file.toString(), "");
            claimed.add(
                    place(read.root(), path),
                    path,
                    what + " '" + value + "' is also in " + other + "; keep it in one of them",
                    Optional.of(value),
                    Optional.empty(),
                    Optional.empty());
            mistakes.addAll(claimed.inOrder());
        }
    }
}
