package io.clearmladmin.sso;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code sso.*}: identity providers. Enterprise servers only; roles system, root, admin. All act on the caller's tenant,
 * or on the one that a system user names.
 */
public interface SsoService {

    /** The providers that the server can use. */
    @Endpoint(name = "sso.get_supported_providers", repeat = SAFE, result = "providers", edition = ENTERPRISE)
    List<SupportedProvider> getSupportedProviders();

    /** The configured providers. */
    @Endpoint(name = "sso.get_provider_configurations", repeat = SAFE, result = "configurations", edition = ENTERPRISE)
    List<ProviderConfiguration> getProviderConfigurations(@Field("company") Optional<String> tenantId);

    /** The fields of a configuration. */
    @Endpoint(name = "sso.get_provider_configuration_template", repeat = SAFE, edition = ENTERPRISE)
    ConfigurationTemplate getProviderConfigurationTemplate(ConfigurationTemplateQuery query);

    /** Configures a provider, or changes the one whose {@code id} the configuration names. */
    @Endpoint(
            name = "sso.save_provider_configuration",
            repeat = UNSAFE,
            verifyWith = "sso.get_provider_configurations",
            edition = ENTERPRISE)
    void saveProviderConfiguration(SaveProviderConfiguration request);

    /** Deletes providers; returns how many it deleted. */
    @Endpoint(
            name = "sso.delete_provider_configurations",
            repeat = UNSAFE,
            result = "deleted",
            verifyWith = "sso.get_provider_configurations",
            edition = ENTERPRISE)
    int deleteProviderConfigurations(
            @Filter @Field("ids") List<String> ids, @Field("company") Optional<String> tenantId);

    /**
     * Turns providers on or off; returns how many it changed. Turning the last one off is a {@code
     * BadRequestException}.
     */
    @Endpoint(
            name = "sso.set_provider_configurations_active",
            repeat = UNSAFE,
            result = "updated",
            verifyWith = "sso.get_provider_configurations",
            edition = ENTERPRISE)
    int setProviderConfigurationsActive(
            @Filter @Field("ids") List<String> ids,
            @Field("active") boolean active,
            @Field("company") Optional<String> tenantId);

    /** Starts a trial login; returns the address to open in a browser. */
    @Endpoint(name = "sso.test_provider_configuration", repeat = SAFE, result = "redirect_url", edition = ENTERPRISE)
    String testProviderConfiguration(TestProviderConfiguration request);

    /** Reads the metadata of an OIDC provider. */
    @Endpoint(name = "sso.get_oidc_provider_data_from_well_known_url", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getOidcProviderDataFromWellKnownUrl(@Field("url") String url);

    /** What a SAML provider must know about this server. */
    @Endpoint(name = "sso.download_saml_sp_metadata", repeat = SAFE, edition = ENTERPRISE)
    Download downloadSamlSpMetadata(TestProviderConfiguration request);
}
