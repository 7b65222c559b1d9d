/**
 * Values files of ClearML's Helm charts, written and checked; start at {@link io.clearmladmin.helm.HelmValues}. It does
 * not connect to a cluster or a server.
 *
 * <!-- not run: writes and reads files of yours -->
 * <pre>{@code
 * import io.clearmladmin.helm.Chart;
 * import io.clearmladmin.helm.HelmValues;
 * import java.nio.file.Path;
 *
 * HelmValues.clearml("7.14.4").baseDomain("ml.example.com").generateCredentials().build()
 *         .writeTo(Path.of("values.yaml"));
 * HelmValues values = HelmValues.read(Chart.clearml("7.14.4"), Path.of("values.yaml"));
 * System.out.print(values.check().forTerminal());
 * }</pre>
 */
@NullMarked
package io.clearmladmin.helm;

import org.jspecify.annotations.NullMarked;
