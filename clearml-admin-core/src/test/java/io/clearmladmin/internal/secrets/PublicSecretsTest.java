package io.clearmladmin.internal.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Secret;
import org.junit.jupiter.api.Test;

class PublicSecretsTest {

    @Test
    void a_public_access_key_is_known_with_the_place_where_it_can_be_read() {
        assertThat(PublicSecrets.whereAccessKey("GGS9F4M6XB2DXJ5AFT9F"))
                .contains("public chart 5.x to 7.14.4, apiserver");
        assertThat(PublicSecrets.whereAccessKey("MINE")).isEmpty();
    }

    @Test
    void secrets_of_keys_of_tokens_and_of_sessions_are_known() {
        assertThat(PublicSecrets.whereSecret(Secret.of("BxapIRo9ZINi8x25CRxz8Wdmr2pQjzuWVB4PNASZqCtTyWgWVQ")))
                .contains("public chart 4.0.0, apiserver");
        assertThat(PublicSecrets.whereSecret(Secret.of("1SCf0ov3Nm544Td2oZ0gXSrsNx5XhMWdVlKz1tOgcx158bD5RV")))
                .contains("the public chart 4.0.0");
        assertThat(PublicSecrets.whereSecret(Secret.of("9Tw20RbhJ1bLBiHEOWXvhplKGUbTgLzAtwFN2oLQvWwS0uRpD5")))
                .contains("the public chart 4.0.0");
        assertThat(PublicSecrets.whereSecret(Secret.of("mine"))).isEmpty();
    }
}
