package io.clearmladmin.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.k8s.PluginProcess.NoCredential;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a login plugin gives: a token, a client certificate with its key, or both. What is missing is empty. */
record PluginCredential(String token, String certificate, String key, Optional<Instant> expires) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern IN_A_HEADER = Pattern.compile("[\\x21-\\x7e]*");

    /** From an {@code ExecCredential} of this version. Nothing of it is ever quoted. */
    static PluginCredential of(byte[] output, String apiVersion) throws NoCredential {
        JsonNode said = json(output);
        if (!said.path("kind").asText().equals("ExecCredential")) {
            throw new NoCredential("wrote something else than an ExecCredential");
        }
        if (!said.path("apiVersion").asText().equals(apiVersion)) {
            throw new NoCredential("wrote an ExecCredential of another version than the kubeconfig's " + apiVersion
                    + ": update the plugin, or the kubeconfig");
        }
        JsonNode status = said.path("status");
        PluginCredential credential = new PluginCredential(
                text(status, "token"),
                text(status, "clientCertificateData"),
                text(status, "clientKeyData"),
                time(text(status, "expirationTimestamp")));
        if (credential.certificate.isEmpty() != credential.key.isEmpty()) {
            throw new NoCredential("wrote a client certificate without its key, or a key alone");
        }
        if (credential.token.isEmpty() && credential.certificate.isEmpty()) {
            throw new NoCredential("wrote an ExecCredential with neither a token nor a client certificate");
        }
        if (!IN_A_HEADER.matcher(credential.token).matches()) {
            throw new NoCredential("wrote a token with blanks, line ends or letters that no token has");
        }
        return credential;
    }

    private static JsonNode json(byte[] output) throws NoCredential {
        try {
            JsonNode said = MAPPER.readTree(output);
            if (said.isObject()) {
                return said;
            }
        } catch (IOException failure) {
            // What the parser says would quote it.
        }
        throw new NoCredential("wrote no JSON, so no credential");
    }

    private static String text(JsonNode status, String name) {
        return status.path(name).asText("");
    }

    private static Optional<Instant> time(String text) throws NoCredential {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException failure) {
            throw new NoCredential("wrote an expirationTimestamp that is no time");
        }
    }

    boolean isOver(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }

    @Override
    public String toString() {
        return "PluginCredential[expires=" + expires + "]";
    }
}
