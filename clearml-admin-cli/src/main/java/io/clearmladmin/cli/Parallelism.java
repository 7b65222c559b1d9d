package io.clearmladmin.cli;

import picocli.CommandLine.Option;

/** How much is done at a time. */
final class Parallelism {

    @Option(names = "--parallel", paramLabel = "COUNT", description = "Do so much at a time, 8 by default.")
    private int count = 8;

    /** From 1 on. */
    int count() {
        if (count < 1) {
            throw CommandException.wrongUse("--parallel must be at least 1", "leave it out for 8 at a time");
        }
        return count;
    }
}
