/**
 * {@code storage.*}: how the server reaches the storage of artifacts.
 *
 * <pre>{@code
 * import io.clearmladmin.storage.AwsSettings;
 * import io.clearmladmin.storage.SetStorageSettings;
 * import java.util.List;
 *
 * System.out.println(clearml.storage().getSettings());
 * clearml.storage().setSettings(SetStorageSettings.builder()
 *         .aws(AwsSettings.builder().key(accessKey).secret(secret).region("eu-central-1").build())
 *         .build());
 * clearml.storage().resetSettings(List.of("aws"));
 * }</pre>
 */
package io.clearmladmin.storage;
