package io.clearmladmin.k8s;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Who may do what on a test's API server. The server takes a change up within a second or so. */
public final class Rights {

    // The server still takes a token for so long after its end.
    private static final Duration LEEWAY = Duration.ofMinutes(1);
    private static final String RBAC = "rbac.authorization.k8s.io";

    private final KubernetesClient admin;
    private final PrivateKey signing;

    Rights(KubernetesClient admin, PrivateKey signing) {
        this.admin = admin;
        this.signing = signing;
    }

    /** A user such as {@code user-3}. */
    public static Subject user(int number) {
        return new SubjectBuilder()
                .withKind("User")
                .withApiGroup(RBAC)
                .withName("user-" + number)
                .build();
    }

    /** A service account. */
    public static Subject account(String namespace, String name) {
        return new SubjectBuilder()
                .withKind("ServiceAccount")
                .withNamespace(namespace)
                .withName(name)
                .build();
    }

    /** Lets it do these things with pods of all namespaces. */
    public void grantEverywhere(Subject who, String resource, String... verbs) {
        String name = name(who, resource);
        admin.rbac()
                .clusterRoles()
                .resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(rule(resource, verbs))
                        .build())
                .createOr(existing -> existing.update());
        admin.rbac()
                .clusterRoleBindings()
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef(RBAC, "ClusterRole", name)
                        .withSubjects(who)
                        .build())
                .createOr(existing -> existing.update());
    }

    /** Lets it do these things with pods of one namespace. */
    public void grant(Subject who, String namespace, String resource, String... verbs) {
        String name = name(who, resource);
        admin.rbac()
                .roles()
                .inNamespace(namespace)
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(rule(resource, verbs))
                        .build())
                .createOr(existing -> existing.update());
        admin.rbac()
                .roleBindings()
                .inNamespace(namespace)
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef(RBAC, "Role", name)
                        .withSubjects(who)
                        .build())
                .createOr(existing -> existing.update());
    }

    /** Takes back what was given for all namespaces. */
    public void revokeEverywhere(Subject who, String resource) {
        admin.rbac().clusterRoleBindings().withName(name(who, resource)).delete();
    }

    /** Takes back what was given for one namespace. */
    public void revoke(Subject who, String namespace, String resource) {
        admin.rbac()
                .roleBindings()
                .inNamespace(namespace)
                .withName(name(who, resource))
                .delete();
    }

    /** Makes a service account. */
    public ServiceAccount createAccount(String namespace, String name) {
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    /** A token of a service account that is taken for so long; the server may remember it ten seconds longer. */
    public String token(ServiceAccount account, Duration life) {
        String namespace = account.getMetadata().getNamespace();
        String name = account.getMetadata().getName();
        long end = Instant.now().plus(life).minus(LEEWAY).getEpochSecond();
        long begin = end - 3_600;
        String claims =
                "{\"iss\":\"https://kubernetes.default.svc\",\"aud\":[\"https://kubernetes.default.svc\"],\"exp\":"
                        + end
                        + ",\"iat\":" + begin + ",\"nbf\":" + begin + ",\"sub\":\"system:serviceaccount:" + namespace
                        + ":" + name
                        + "\",\"kubernetes.io\":{\"namespace\":\"" + namespace + "\",\"serviceaccount\":{\"name\":\""
                        + name
                        + "\",\"uid\":\"" + account.getMetadata().getUid() + "\"}}}";
        String text = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signing);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String name(Subject who, String resource) {
        return who.getName() + "-" + resource;
    }

    private static PolicyRule rule(String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups("")
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }
}
