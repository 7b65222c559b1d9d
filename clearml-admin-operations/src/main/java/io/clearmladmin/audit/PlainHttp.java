package io.clearmladmin.audit;

import io.clearmladmin.report.Severity;
import java.net.URI;
import java.util.regex.Pattern;

/** Checks whether keys and tokens are sent over the network in clear. */
final class PlainHttp {

    // By the address alone: a DNS reply could be forged.
    private static final Pattern LOOPBACK = Pattern.compile("(.*\\.)?localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private PlainHttp() {}

    static void check(AuditContext site, FindingCollector notes) {
        URI address = site.address();
        if (!"http".equalsIgnoreCase(address.getScheme())) {
            return;
        }
        boolean isLocal = LOOPBACK.matcher(address.getHost()).matches();
        notes.find(
                isLocal ? Severity.INFO : Severity.HIGH,
                address.toString(),
                isLocal
                        ? "Plain HTTP, which does not leave this machine"
                        : "Plain HTTP: anyone in between reads keys, tokens and data",
                "Put a certificate in front of the API server, and use its https address.");
    }
}
