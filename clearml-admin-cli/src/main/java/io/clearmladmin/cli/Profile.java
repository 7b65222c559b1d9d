package io.clearmladmin.cli;

import java.util.Optional;

/**
 * A server and a login to it.
 *
 * @param name its name
 * @param apiServer the API server's address
 * @param accessKey the access key
 * @param secretKey its secret
 * @param trustedCertificates a PEM file with the only certificates to trust
 * @param verifyCertificate whether certificates are verified
 */
record Profile(
        String name,
        String apiServer,
        String accessKey,
        String secretKey,
        Optional<String> trustedCertificates,
        Optional<Boolean> verifyCertificate) {

    /** Without its secret. */
    @Override
    public String toString() {
        return "profile " + name;
    }
}
