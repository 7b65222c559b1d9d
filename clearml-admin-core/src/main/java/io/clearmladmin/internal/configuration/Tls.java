package io.clearmladmin.internal.configuration;

import io.clearmladmin.errors.ConfigurationException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Trusted certificates and the client's own certificate. */
final class Tls {

    private Tls() {}

    /** Trusts the store's certificates, or the JDK's if there is none. */
    static void verified(
            OkHttpClient.Builder http, @Nullable KeyStore trusted, Certificates.@Nullable Identity identity) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            use(http, (X509TrustManager) factory.getTrustManagers()[0], identity);
        } catch (GeneralSecurityException broken) {
            throw new ConfigurationException("TLS cannot be set up: " + broken.getMessage(), broken);
        }
    }

    /** Trusts everyone. */
    @SuppressWarnings("BadHostnameVerifier") // the user chose this, by a name that says so
    static void unverified(OkHttpClient.Builder http, Certificates.@Nullable Identity identity) {
        try {
            use(http, new TrustEveryone(), identity);
            http.hostnameVerifier((host, session) -> true);
        } catch (GeneralSecurityException broken) {
            throw new ConfigurationException("TLS cannot be set up: " + broken.getMessage(), broken);
        }
    }

    private static void use(OkHttpClient.Builder http, X509TrustManager trust, Certificates.@Nullable Identity identity)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(identity), new TrustManager[] {trust}, null);
        http.sslSocketFactory(context.getSocketFactory(), trust);
    }

    private static KeyManager @Nullable [] keys(Certificates.@Nullable Identity identity)
            throws GeneralSecurityException {
        if (identity == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(identity.store(), identity.password());
        return factory.getKeyManagers();
    }

    private static final class TrustEveryone implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
