package io.clearmladmin.internal;

import io.clearmladmin.errors.TransportException.Fate;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * How far a request got. One that could not be written to its end was not received whole, so that the server cannot
 * have carried it out. That holds for HTTP/1.1 only: over HTTP/2, another call's thread may have sent the end of it
 * before the connection broke.
 */
final class Progress extends EventListener {

    private volatile String phase = "connecting";
    private volatile Fate fate = Fate.NOT_SENT;
    private volatile boolean isShared;
    private volatile @Nullable Response answer;

    /** What was being done when the exchange ended. */
    String phase() {
        return phase;
    }

    Fate fate() {
        return fate;
    }

    /** The reply's head, if it came; the rest may not be readable. */
    @Nullable
    Response answer() {
        return answer;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        isShared = connection.protocol() != Protocol.HTTP_1_1;
    }

    @Override
    public void requestHeadersStart(Call call) {
        phase = "sending the request";
        fate = Fate.UNKNOWN;
    }

    @Override
    public void requestFailed(Call call, IOException failure) {
        if (!isShared) {
            fate = Fate.NOT_SENT;
        }
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        phase = "waiting for the reply";
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        phase = "reading the reply";
        answer = response;
    }
}
