package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.clearmladmin.k8s.KubernetesException.Reason;
import java.io.IOException;
import java.util.Map;

/** Reads one label of a namespace. */
final class Namespaces {

    // What etcd takes, and more.
    private static final long LARGEST = 16 << 20;

    private Namespaces() {}

    static Map<String, String> label(Kubernetes kubernetes, String label, String namespace) {
        ApiRequest ask =
                new ApiRequest("get", "", "namespaces", namespace, "/api/v1/namespaces/" + PodQuery.encode(namespace));
        String[] value = {""};
        try (BodyStream body = kubernetes
                        .api()
                        .get(ask, kubernetes.timeout(), kubernetes.timeout())
                        .bounded(kubernetes.timeout(), LARGEST);
                JsonParser json = PodReader.JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is no object");
            }
            within(
                    json,
                    "metadata",
                    () -> within(
                            json,
                            "labels",
                            () -> within(json, label, () -> {
                                value[0] = PodReader.text(json);
                            })));
        } catch (IOException failure) {
            throw ErrorTranslator.brokenOff(ask, kubernetes.server().toString(), failure);
        } catch (KubernetesException failure) {
            if (failure.reason() != Reason.NOT_FOUND) {
                throw failure;
            }
        }
        return Map.of(namespace, value[0]);
    }

    private static void within(JsonParser json, String wanted, PodReader.Reading reading) throws IOException {
        PodReader.fields(json, field -> {
            if (field.equals(wanted)) {
                reading.read();
            } else {
                json.skipChildren();
            }
        });
    }
}
