package io.clearmladmin.cli;

/** How values are printed. */
enum Format {
    /** Aligned columns for people. */
    TABLE,
    /** One JSON document. */
    JSON,
    /** One JSON value a line. */
    JSONL,
    /** One YAML document. */
    YAML,
    /** Comma-separated values with a head line. */
    CSV
}
