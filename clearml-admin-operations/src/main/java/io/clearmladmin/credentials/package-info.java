/**
 * Stores for new keys. A rotation and an onboarding give secrets to them, and to nobody else.
 *
 * <pre>{@code
 * import io.clearmladmin.credentials.CredentialStore;
 * import java.nio.file.Files;
 * import java.nio.file.StandardOpenOption;
 *
 * CredentialStore files = CredentialStore.files(folder);
 * CredentialStore secrets = CredentialStore.kubernetesSecrets(folder, "clearml");
 * CredentialStore own = key -> Files.writeString(
 *         folder.resolve(key.ownName()), key.credentials().secretKey().reveal(), StandardOpenOption.CREATE_NEW);
 * }</pre>
 */
package io.clearmladmin.credentials;
