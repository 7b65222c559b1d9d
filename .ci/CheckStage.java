import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Whether what is staged can be published: {@code java CheckStage.java REPOSITORY VERSION}. */
final class CheckStage {

    private static final List<String> DEMANDED = List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/url",
            "scm/connection",
            "scm/developerConnection",
            "issueManagement/url");
    private static final List<String> OURS_ALONE = List.of("parent", "build", "profiles", "repositories", "modules");
    private static final Pattern GENERATED =
            Pattern.compile("Initializes the (optional )?value|Sets or replaces all|Put all mappings|Adds one element");
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private final Path group;
    private final String version;
    private final List<String> faults = new ArrayList<>();

    private CheckStage(Path repository, String version) {
        this.group = repository.resolve("io/clearmladmin");
        this.version = version;
    }

    public static void main(String[] args) throws Exception {
        CheckStage check = new CheckStage(Path.of(args[0]), args[1]);
        int modules = check.all();
        check.faults.forEach(System.err::println);
        if (!check.faults.isEmpty()) {
            System.exit(1);
        }
        System.out.println(modules + " modules of version " + args[1] + " are fit to be published.");
    }

    private int all() throws Exception {
        TreeSet<String> modules = new TreeSet<>();
        try (Stream<Path> folders = Files.list(group)) {
            folders.forEach(folder -> modules.add(folder.getFileName().toString()));
        }
        Document bom = null;
        for (String module : modules) {
            Document pom = files(module);
            pom(module, pom);
            if (module.equals("clearml-admin-bom")) {
                bom = pom;
            }
        }
        if (bom == null) {
            faults.add("clearml-admin-bom is missing");
        } else {
            bom(bom, modules);
        }
        return modules.size();
    }

    private Document files(String module) throws Exception {
        Path folder = group.resolve(module).resolve(version);
        String base = module + "-" + version;
        List<String> wanted = new ArrayList<>(List.of(".pom", "-cyclonedx.json", "-cyclonedx.xml"));
        if (Files.exists(folder.resolve(base + ".jar"))) {
            wanted.addAll(List.of(".jar", "-sources.jar", "-javadoc.jar"));
        } else if (!module.equals("clearml-admin-bom")) {
            faults.add(module + " has no jar");
        }
        boolean signed = signed();
        for (String ending : wanted) {
            for (String beside : signed ? List.of("", ".sha1", ".md5", ".asc") : List.of("", ".sha1", ".md5")) {
                if (!Files.exists(folder.resolve(base + ending + beside))) {
                    faults.add(base + ending + beside + " is missing");
                }
            }
        }
        for (String documented : List.of("-sources.jar", "-javadoc.jar")) {
            Path jar = folder.resolve(base + documented);
            if (Files.exists(jar)) {
                builders(jar);
            }
        }
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve(base + ".pom").toFile());
    }

    /** That builders say what a field means. */
    private void builders(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().matches(".*/(\\w+\\.Builder\\.html|Immutable\\w+\\.java)")
                        && GENERATED.matcher(text(zip, entry)).find()) {
                    faults.add(jar.getFileName() + ": " + entry.getName() + " has the generator's words");
                }
            }
            String sample = "io.clearmladmin/io/clearmladmin/auth/CreateCredentials";
            ZipEntry page = zip.getEntry(sample + ".Builder.html");
            if (page != null) {
                Matcher label = Pattern.compile("id=\"label\\(\\)\".*?<div class=\"block\">([^.]*\\.)", Pattern.DOTALL)
                        .matcher(text(zip, zip.getEntry(sample + ".html")));
                if (!label.find() || text(zip, page).split(Pattern.quote(label.group(1)), -1).length < 3) {
                    faults.add(jar.getFileName() + ": the builder's label does not say what the accessor says");
                }
            }
        }
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }

    private boolean signed() throws IOException {
        try (Stream<Path> files = Files.walk(group)) {
            return files.anyMatch(file -> file.toString().endsWith(".asc"));
        }
    }

    private void pom(String module, Document pom) throws Exception {
        for (String path : DEMANDED) {
            String value = XPATH.evaluate("/project/" + path, pom).strip();
            if (value.isEmpty() || value.contains("${")) {
                faults.add(module + " needs " + path + ", has \"" + value + "\"");
            }
        }
        for (String path : OURS_ALONE) {
            if (nodes(pom, "/project/" + path).getLength() > 0) {
                faults.add(module + " shows " + path);
            }
        }
        if (!version.equals(XPATH.evaluate("/project/version", pom))) {
            faults.add(module + " has version " + XPATH.evaluate("/project/version", pom));
        }
        NodeList dependencies = nodes(pom, "/project/dependencies/dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Node dependency = dependencies.item(i);
            String name = XPATH.evaluate("artifactId", dependency);
            String scope = XPATH.evaluate("scope", dependency);
            if (XPATH.evaluate("version", dependency).isEmpty() || scope.equals("test")) {
                faults.add(module + " depends on " + name + " without a version, or for tests");
            }
        }
    }

    private void bom(Document bom, TreeSet<String> modules) throws Exception {
        TreeSet<String> managed = new TreeSet<>();
        NodeList artifacts = nodes(bom, "/project/dependencyManagement/dependencies/dependency/artifactId");
        for (int i = 0; i < artifacts.getLength(); i++) {
            managed.add(artifacts.item(i).getTextContent());
        }
        TreeSet<String> others = new TreeSet<>(modules);
        others.remove("clearml-admin-bom");
        if (!managed.equals(others)) {
            faults.add("The BOM manages " + managed + ", published are " + others);
        }
    }

    private static NodeList nodes(Document document, String path) throws Exception {
        return (NodeList) XPATH.evaluate(path, document, javax.xml.xpath.XPathConstants.NODESET);
    }
}
