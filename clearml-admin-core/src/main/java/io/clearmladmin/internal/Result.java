package io.clearmladmin.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a reply is read: most come in an envelope, whose {@code data} is read; some are read whole. */
interface Result {

    /**
     * The value of a reply; throws the failure of one without a value.
     *
     * @throws IOException if the network broke off
     */
    @Nullable
    Object read(IncomingReply reply) throws IOException;
}
