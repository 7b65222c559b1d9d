package io.clearmladmin.internal;

import io.clearmladmin.errors.TransportException.Fate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * How far a request got. One that was not fully sent was not fully received, so that the server cannot
 * have carried it out. That holds for HTTP/1.1 only: over HTTP/2, another call's thread may have sent the rest
 * before the connection broke.
 */
final class TransmissionTracker extends EventListener {

    private static final String CONNECTING = "connecting";

    private volatile String phase = CONNECTING;
    private volatile Fate fate = Fate.NOT_SENT;
    private final int connectMillis;
    private volatile boolean isShared;
    private volatile boolean isSecuring;
    private volatile boolean tooLate;
    private @Nullable AsyncTimeout connecting;
    private volatile @Nullable Response answer;

    /** {@code connectMillis} bounds the whole of connecting, with tunnel and TLS, which OkHttp's own bound does not. */
    TransmissionTracker(int connectMillis) {
        this.connectMillis = connectMillis;
    }

    /** The phase in which the exchange ended. */
    String phase() {
        return phase;
    }

    Fate fate() {
        return fate;
    }

    /** The reply's headers, if they came; the rest may not be readable. */
    @Nullable
    Response answer() {
        return answer;
    }

    /** Whether the exchange ended because connecting took too long. */
    boolean isTooLate() {
        return tooLate;
    }

    /** Whether it ended before there was a connection. */
    boolean isConnecting() {
        return phase.equals(CONNECTING);
    }

    /** Whether it ended during the TLS handshake. */
    boolean isSecuring() {
        return isSecuring;
    }

    @Override
    public synchronized void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        if (connecting == null) {
            connecting = new AsyncTimeout() {
                @Override
                protected void timedOut() {
                    tooLate = true;
                    call.cancel();
                }
            };
            connecting.timeout(connectMillis, TimeUnit.MILLISECONDS);
            connecting.enter();
        }
    }

    private synchronized void connected() {
        if (connecting != null) {
            connecting.exit();
            connecting = null;
        }
    }

    @Override
    public void secureConnectStart(Call call) {
        isSecuring = true;
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        isSecuring = false;
    }

    @Override
    public void callFailed(Call call, IOException failure) {
        connected();
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        connected();
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
