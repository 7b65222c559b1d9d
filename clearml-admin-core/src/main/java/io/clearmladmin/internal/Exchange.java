package io.clearmladmin.internal;

/** Sends a call and returns the reply, or throws a {@code ClearMlException} with the reason. */
interface Exchange {

    Reply send(Call call);
}
