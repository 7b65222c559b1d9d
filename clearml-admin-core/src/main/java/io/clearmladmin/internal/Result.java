package io.clearmladmin.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What becomes of a reply: most come in an envelope, whose {@code data} is read; some are taken as they come. */
interface Result {

    /**
     * The value of a reply; one that brings none is thrown as the failure that it is.
     *
     * @throws IOException if the network broke off
     */
    @Nullable
    Object read(IncomingReply reply) throws IOException;
}
