/**
 * ClearML's own servers in a cluster: how they are, and whether the cluster is fit for them.
 *
 * <!-- not run: needs a cluster -->
 * <pre>{@code
 * import io.clearmladmin.k8s.controlplane.ControlPlane;
 * import io.clearmladmin.k8s.controlplane.ControlPlaneReport;
 * import io.clearmladmin.k8s.controlplane.Preflight;
 * import io.clearmladmin.report.Report;
 *
 * Report fitness = Preflight.builder(kubernetes).baseDomain("clearml.example.com").build().run();
 * System.out.print(fitness.forTerminal());
 * ControlPlaneReport servers = ControlPlane.builder(kubernetes).namespaces("clearml").clearml(clearml).build().run();
 * System.out.print(servers.forTerminal());
 * System.out.println(servers.isHealthy());
 * }</pre>
 */
@NullMarked
package io.clearmladmin.k8s.controlplane;

import org.jspecify.annotations.NullMarked;
