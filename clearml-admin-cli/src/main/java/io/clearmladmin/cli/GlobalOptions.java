package io.clearmladmin.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself, with the options that every command has. */
@Command(
        name = "clearml-admin",
        description = "Administers ClearML servers: tenants, users, keys, workers, queues, events, task pods.",
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  clearml-admin whoami",
            "  clearml-admin key list --all-tenants --unused 90d -o csv",
            "  clearml-admin tenant plan tenants/",
            "",
            "The address and the key come from --profile, or from the environment and",
            "clearml.conf as for ClearML's own client: clearml-admin config show says",
            "which. Each command has its own --help with an example.",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong use, 3 denied, 4 unreachable, 5 outcome",
            "unknown, 10 findings or pending changes, 130 interrupted."
        })
final class GlobalOptions {

    @Option(
            names = "--profile",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Take address and key from this profile; see config profiles.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "The API server's address, instead of the configured one.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--access-key",
            scope = ScopeType.INHERIT,
            paramLabel = "KEY",
            description = "The access key; its secret comes from --secret-file or CLEARML_API_SECRET_KEY.")
    private Optional<String> accessKey = Optional.empty();

    @Option(
            names = "--secret-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The secret of --access-key: a file that has nothing else, or - for the standard input.")
    private Optional<String> secretFile = Optional.empty();

    @Option(
            names = "--timeout",
            scope = ScopeType.INHERIT,
            paramLabel = "TIME",
            description = "How long one call may take, retries included, such as 60s; 120s by default.")
    private Optional<Duration> timeout = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "table (default), json, jsonl, yaml or csv.")
    private Format output = Format.TABLE;

    @Option(names = "--jsonl", scope = ScopeType.INHERIT, description = "The same as -o jsonl: one JSON value a line.")
    private boolean isJsonl;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show each attempt of a call on the standard error.")
    private boolean isVerbose;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the log and the stack trace of a failure.")
    private boolean isDebug;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours, as with NO_COLOR=1.")
    private boolean isPlain;

    Optional<String> profile() {
        return profile;
    }

    Optional<String> url() {
        return url;
    }

    Optional<String> accessKey() {
        return accessKey;
    }

    Optional<String> secretFile() {
        return secretFile;
    }

    Optional<Duration> timeout() {
        return timeout;
    }

    Format output() {
        return isJsonl ? Format.JSONL : output;
    }

    boolean isVerbose() {
        return isVerbose || isDebug;
    }

    boolean isDebug() {
        return isDebug;
    }

    boolean isPlain() {
        return isPlain;
    }
}
