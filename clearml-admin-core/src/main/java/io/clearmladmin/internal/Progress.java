package io.clearmladmin.internal;

import io.clearmladmin.errors.TransportException.Fate;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;

/**
 * How far a request got. One that could not be written to its end was not received whole, so that the server cannot
 * have carried it out.
 */
final class Progress extends EventListener {

    private volatile String phase = "connecting";
    private volatile Fate fate = Fate.NOT_SENT;

    /** What was being done when the exchange ended. */
    String phase() {
        return phase;
    }

    Fate fate() {
        return fate;
    }

    @Override
    public void requestHeadersStart(Call call) {
        phase = "sending the request";
        fate = Fate.UNKNOWN;
    }

    @Override
    public void requestFailed(Call call, IOException failure) {
        fate = Fate.NOT_SENT;
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        phase = "waiting for the reply";
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        phase = "reading the reply";
    }
}
