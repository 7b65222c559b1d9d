package io.clearmladmin.kafka;

/** One link of the chain from a tenant to a reader of its events: the name of its check, what it is, and where. */
record Link(String check, String what, String where) {}
