package io.clearmladmin.internal;

import io.clearmladmin.errors.TransportException.Fate;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What to do about a network failure. */
final class TransportHint {

    private TransportHint() {}

    static String of(IOException failure, Fate fate, boolean isSecuring) {
        if (Thread.currentThread().isInterrupted()) {
            return "The thread was interrupted.";
        }
        if (failure instanceof UnknownHostException) {
            return "Unknown host: check the API address.";
        }
        if (failure instanceof ProxyLogin.RefusedException) {
            return "Nothing was sent: set the login that this proxy requires with proxy(host, port, user, password).";
        }
        if (isAboutCertificates(failure)) {
            return "The certificate is not trusted for this host: add its authority with trustedCertificates.";
        }
        if (failure instanceof SSLException || (isSecuring && !(failure instanceof InterruptedIOException))) {
            return "TLS failed, as it does at a port that speaks plain http: check whether the API address must begin "
                    + "with http:// or https://.";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "Nothing listens there: is the API server running, and is this its address?";
        }
        if (failure instanceof InterruptedIOException) {
            return fate == Fate.NOT_SENT
                    ? ofConnecting(isSecuring)
                    : "No reply in time: raise attemptTimeout, or check what keeps the server busy.";
        }
        return "The connection broke; the log of the server, or of a proxy in front of it, may say why.";
    }

    /** What to do if there was no connection in time. */
    static String ofConnecting(boolean isSecuring) {
        return isSecuring
                ? "TLS gets no reply: check whether the API address must begin with http:// or https://."
                : "Nothing answered in time: check address and firewall, or raise connectTimeout.";
    }

    private static boolean isAboutCertificates(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }
}
