package io.clearmladmin.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gives the methods of generated builders the words of their accessors: what a field means, where the generator only says
 * that it is initialized. The generated sources are rewritten where they lie, after they are compiled, for the Javadoc and the
 * sources that are published. A second run finds nothing to do.
 */
public final class BuilderDocs {

    /** The generator's comment about one attribute. */
    private static final Pattern ABOUT_ATTRIBUTE = Pattern.compile(
            "    /\\*\\*\\n     \\* [^@]*?\\{@link ([\\w.]+)#(\\w+)\\(\\) \\w+\\}[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/\\n");

    /** A comment, and the accessor or type that it is about; annotations may stand between. */
    private static final Pattern ACCESSOR = Pattern.compile(
            "/\\*\\*([^*]*+(?:\\*(?!/)[^*]*+)*+)\\*/\\s*(?:@[\\w.]+(?:\\([^)]*\\))?\\s+)*(?:default )?[\\w<>\\[\\]?,.@ ]+? (\\w+)\\(\\)\\s*[;{]");

    private static final Pattern IMPORT = Pattern.compile("import ([\\w.]+)\\.(\\w+);");
    private static final Pattern NESTED = Pattern.compile("\\n +(?:final )?(?:class|interface|enum|record) (\\w+)");
    private static final Pattern SUPERTYPES = Pattern.compile("interface \\w+\\s+extends ([\\w, ]+)");
    private static final Pattern LINK = Pattern.compile("\\{@(link|linkplain) ([\\w.]*)(#?)");
    private static final Pattern BLOCK_TAG = Pattern.compile("\\n\\s*@\\w");

    private final Path sources;
    private final Map<Path, Map<String, String>> accessors = new HashMap<>();

    private BuilderDocs(Path sources) {
        this.sources = sources;
    }

    /** The folder of generated sources, and the folder of the sources that they are generated from. */
    public static void main(String... folders) throws IOException {
        Path generated = Path.of(folders[0]);
        if (Files.isDirectory(generated)) {
            new BuilderDocs(Path.of(folders[1])).rewriteAll(generated);
        }
    }

    private void rewriteAll(Path generated) throws IOException {
        for (Path file : GeneratedCode.of(generated, sources)) {
            String before = Files.readString(file);
            String after = rewritten(before, generated.relativize(file.resolveSibling("")));
            if (!after.equals(before)) {
                Files.writeString(file, after);
            }
        }
    }

    private String rewritten(String text, Path folder) throws IOException {
        int builder = text.indexOf(" class Builder ");
        if (builder < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.substring(0, builder));
        Matcher comments = ABOUT_ATTRIBUTE.matcher(text).region(builder, text.length());
        int copied = builder;
        while (comments.find()) {
            MatchResult comment = comments.toMatchResult();
            String type = comment.group(1);
            String attribute = comment.group(2);
            String meaning = accessors(folder, type).get(attribute);
            if (meaning == null) {
                throw new IllegalStateException(type + "." + attribute + "() has no comment for its builder to show");
            }
            result.append(text, copied, comment.start());
            result.append(comment(meaning, how(comment.group())));
            copied = comment.end();
        }
        return result.append(text.substring(copied)).toString();
    }

    /** What distinguishes the methods of one attribute; the first that fits. */
    private static Optional<String> how(String comment) {
        Map<String, String> known = Map.of(
                " Adds one element to", "Adds this one.",
                " Adds elements to", "Adds these.",
                " Sets or replaces all elements for", "Replaces what was set before.",
                " Put one entry to", "Adds this entry.",
                " Put all mappings from", "Adds these entries.",
                " Sets or replaces all mappings", "Replaces the entries that were set before.");
        return known.entrySet().stream()
                .filter(one -> comment.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String comment(String meaning, Optional<String> how) {
        List<String> lines = new ArrayList<>(meaning.lines().toList());
        how.ifPresent(sentence -> lines.addAll(List.of("", "<p>" + sentence)));
        StringBuilder comment = new StringBuilder("    /**\n");
        for (String line : lines) {
            comment.append(line.isEmpty() ? "     *" : "     * ").append(line).append('\n');
        }
        return comment.append("     */\n").toString();
    }

    /** By name, what the accessors of a type say, those of its supertypes among them; fit to stand in another class. */
    private Map<String, String> accessors(Path folder, String type) throws IOException {
        Map<String, String> known = accessors.get(folder.resolve(type));
        if (known != null) {
            return known;
        }
        String file = Files.readString(sources.resolve(folder).resolve(type.replaceAll("\\..*", "") + ".java"));
        Map<String, String> imports = new HashMap<>();
        IMPORT.matcher(file).results().forEach(one -> imports.put(one.group(2), one.group(1) + "." + one.group(2)));
        String text = file.substring(file.indexOf("interface " + type.substring(type.lastIndexOf('.') + 1) + " "));
        Set<String> nested =
                NESTED.matcher(text).results().map(one -> one.group(1)).collect(Collectors.toSet());
        Map<String, String> found = new HashMap<>();
        ACCESSOR.matcher(text)
                .results()
                .forEach(one -> found.putIfAbsent(one.group(2), elsewhere(plain(one.group(1)), type, imports, nested)));
        Matcher supertypes = SUPERTYPES.matcher(text);
        if (supertypes.lookingAt()) {
            for (String supertype : supertypes.group(1).strip().split(",\\s*", -1)) {
                inherited(folder, imports.getOrDefault(supertype, supertype)).forEach(found::putIfAbsent);
            }
        }
        accessors.put(folder.resolve(type), found);
        return found;
    }

    private Map<String, String> inherited(Path folder, String supertype) throws IOException {
        int dot = supertype.lastIndexOf('.');
        Path home = dot < 0 ? folder : Path.of(supertype.substring(0, dot).replace('.', '/'));
        String name = supertype.substring(dot + 1);
        boolean ours = Files.exists(sources.resolve(home).resolve(name + ".java"));
        return ours ? accessors(home, name) : Map.of();
    }

    /** A comment's text without its stars and without what follows the first block tag. */
    private static String plain(String comment) {
        String text = comment.replaceAll("\\n\\s*\\* ?", "\n").strip();
        Matcher tag = BLOCK_TAG.matcher("\n" + text);
        return tag.find() ? text.substring(0, Math.max(0, tag.start() - 1)).strip() : text;
    }

    /** Links by names that the generated source does not import, or to members of the accessor's own type. */
    private static String elsewhere(String comment, String type, Map<String, String> imports, Set<String> nested) {
        return LINK.matcher(comment).replaceAll(link -> {
            String name = link.group(2).isEmpty() ? type : link.group(2);
            int dot = name.indexOf('.');
            String first = dot < 0 ? name : name.substring(0, dot);
            String rest = dot < 0 ? "" : name.substring(dot);
            return "{@" + link.group(1) + " "
                    + imports.getOrDefault(first, nested.contains(first) ? type + "." + first : first) + rest
                    + link.group(3);
        });
    }
}
