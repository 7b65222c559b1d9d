package io.clearmladmin.examples;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** What a user of the library reads. */
final class Pages {

    static final Path ROOT = Path.of("..");

    private Pages() {}

    /** The pages in Markdown. */
    static List<Path> all() throws IOException {
        List<Path> pages = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
        pages.addAll(files(ROOT.resolve("deploy"), ".md"));
        List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
                .forEach(name -> pages.add(ROOT.resolve(name)));
        return pages;
    }

    /** The pages of the packages in the modules that are published. */
    static List<Path> ofPackages() throws IOException {
        return files(ROOT, "package-info.java").stream()
                .filter(file -> name(file).matches("clearml-admin-\\w+/src/main/.*"))
                .filter(file -> !name(file).contains("/internal/"))
                .toList();
    }

    static List<Path> files(Path folder, String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes its) {
                // What is built comes and goes meanwhile.
                return entered.endsWith("target") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes its) {
                if (file.toString().endsWith(ending)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found.stream().sorted().toList();
    }

    /** A page's path in the project. */
    static String name(Path page) {
        return ROOT.relativize(page).toString();
    }
}
