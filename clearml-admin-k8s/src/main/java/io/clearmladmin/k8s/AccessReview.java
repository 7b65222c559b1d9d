package io.clearmladmin.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/** Asks the API server whether this user may do something. */
final class AccessReview {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String GROUP = "authorization.k8s.io";
    private static final String KIND = "selfsubjectaccessreviews";

    private AccessReview() {}

    /** The rule to add, if the server says that the right is missing; it may answer, and say nothing about it. */
    static Optional<String> missing(ApiServer api, Duration patience, Right right) {
        ApiRequest ask = new ApiRequest("create", GROUP, KIND, "", "/apis/" + GROUP + "/v1/" + KIND);
        boolean[] isDenied = new boolean[1];
        try {
            api.post(ask, review(right), patience, json -> {
                JsonNode allowed = MAPPER.<JsonNode>readTree(json).at("/status/allowed");
                isDenied[0] = allowed.isBoolean() && !allowed.asBoolean();
            });
        } catch (KubernetesException failure) {
            // Whoever needs the right meets the same server, and says what is wrong with it.
            if (failure.status() == 0) {
                throw failure;
            }
        }
        return isDenied[0] ? Optional.of("A right is missing: " + rule(right)) : Optional.empty();
    }

    private static String review(Right right) {
        ObjectNode review =
                MAPPER.createObjectNode().put("apiVersion", GROUP + "/v1").put("kind", "SelfSubjectAccessReview");
        review.putObject("spec")
                .putObject("resourceAttributes")
                .put("verb", right.verb())
                .put("group", right.group())
                .put("resource", right.resource())
                .put("namespace", right.namespace())
                .put("name", right.name());
        return review.toString();
    }

    private static String rule(Right right) {
        return new ApiRequest(right.verb(), right.group(), right.resource(), right.namespace(), "").rule();
    }
}
