package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.k8s.controlplane.Prerequisite.Outcome;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Whether the names' certificates are valid, for the name and for a while. */
final class TlsChecks {

    static final String CHECK = "tls";

    private static final int HTTPS = 443;

    private final TlsProbe probe;
    private final String baseDomain;
    private final List<String> names;
    private final int port;
    private final Instant now;
    private final Duration lasting;

    TlsChecks(TlsProbe probe, String baseDomain, List<String> names, int port, Instant now, Duration lasting) {
        this.probe = probe;
        this.baseDomain = baseDomain;
        this.names = names;
        this.port = port;
        this.now = now;
        this.lasting = lasting;
    }

    List<Prerequisite> all() {
        List<Prerequisite> all = new ArrayList<>();
        for (String name : names) {
            String host = name + "." + baseDomain;
            String address = host + (port == HTTPS ? "" : ":" + port);
            all.add(new Prerequisite(
                    CHECK,
                    "a certificate that clients trust, for " + Phrases.count(lasting.toDays(), "day") + " at least",
                    host,
                    () -> look(host, address)));
        }
        return all;
    }

    private Outcome look(String host, String address) {
        try {
            return judge(host, probe.shake(host, port, now));
        } catch (UnknownHostException unresolved) {
            return Outcome.skipped("The name does not resolve from here", "Let it resolve first");
        } catch (IOException nobody) {
            return Outcome.warning(
                    "No TLS at " + address + ": " + Phrases.brief(String.valueOf(nobody.getMessage())),
                    "See whether the ingress controller listens there; without TLS, keys and tokens travel in clear");
        }
    }

    private Outcome judge(String host, TlsProbe.Shown shown) {
        X509Certificate own = shown.chain().get(0);
        X509Certificate first = shown.chain().stream()
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElse(own);
        Instant begin = shown.chain().stream()
                .map(each -> each.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElse(now);
        Instant end = first.getNotAfter().toInstant();
        String subject = own.getSubjectX500Principal().getName();
        String who = subject.isEmpty() ? "a certificate without subject" : subject;
        String found = who + ", by " + own.getIssuerX500Principal().getName() + ", until " + end;
        if (!end.isAfter(now)) {
            return Outcome.failed(
                    "It ended " + Phrases.span(Duration.between(end, now)) + " ago: " + found,
                    "Renew the certificate; clients refuse it");
        }
        if (begin.isAfter(now)) {
            return Outcome.failed(
                    "It is not valid before " + begin + ": " + found,
                    "See the clocks of this host and of who made the certificate");
        }
        if (shown.distrust().isPresent()) {
            boolean isOwn = Objects.equals(own.getIssuerX500Principal(), own.getSubjectX500Principal());
            return Outcome.failed(
                    (isOwn ? "It is self-signed and not known here: " : "Its issuer is not trusted here: ") + found,
                    isOwn
                            ? "Give the ingress a certificate (an ingress controller without one shows its own), or name"
                                    + " this one by caCertificate if it is meant"
                            : "Name your CA's certificate by caCertificate, and give it to ClearML's agents and clients;"
                                    + " see also whether the server sends the whole chain");
        }
        if (shown.mismatch().isPresent()) {
            return Outcome.failed(
                    "It is not for " + host + ": " + found + ", for " + Phrases.brief(TlsProbe.names(own)),
                    "Make a certificate for *." + baseDomain + " or for each name; a wildcard covers one level only");
        }
        Duration left = Duration.between(now, end);
        return left.compareTo(lasting) < 0
                ? Outcome.warning(
                        "It ends in " + Phrases.span(left) + ": " + found,
                        "Renew it, or see why it is not renewed by itself")
                : Outcome.ok(found);
    }
}
