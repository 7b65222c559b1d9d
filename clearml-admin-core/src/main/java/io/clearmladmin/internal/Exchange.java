package io.clearmladmin.internal;

/** Sends a call and returns the reply, or throws the {@code ClearMlException} that says why there is none. */
interface Exchange {

    Reply send(Call call);
}
