package io.clearmladmin.cli;

import java.io.IOException;

/** What a command does once its options and parameters are set. */
interface Action {

    /** Does it, and prints its value. */
    ExitCode run(Invocation invocation) throws IOException, InterruptedException;
}
