/**
 * {@code sso.*}: identity providers.
 *
 * <pre>{@code
 * import io.clearmladmin.sso.SaveProviderConfiguration;
 * import java.util.Optional;
 *
 * clearml.sso().getSupportedProviders().forEach(System.out::println);
 * clearml.sso()
 *         .saveProviderConfiguration(SaveProviderConfiguration.builder()
 *                 .provider("keycloak")
 *                 .company(tenantId)
 *                 .putConfiguration("display_name", "Keycloak")
 *                 .putConfiguration("client_id", "clearml")
 *                 .putConfiguration("client_secret", secret)
 *                 .putConfiguration("authorization_endpoint", "https://idp.example/auth")
 *                 .putConfiguration("token_endpoint", "https://idp.example/token")
 *                 .build());
 * clearml.sso().getProviderConfigurations(Optional.of(tenantId)).forEach(System.out::println);
 * }</pre>
 */
package io.clearmladmin.sso;
