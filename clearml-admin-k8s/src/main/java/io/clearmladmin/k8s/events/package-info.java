/**
 * Events of task pods: which are published, when, by whom, and how a journal records them.
 *
 * <pre>{@code
 * import io.clearmladmin.k8s.events.PodInventory;
 * import io.clearmladmin.k8s.events.PodMonitor;
 *
 * System.out.println(PodInventory.builder(kubernetes, sink).source("pods-of-eu-1").build().run());
 * try (PodMonitor monitor = PodMonitor.builder(kubernetes, journal).source(monitorUuid).build()) {
 *     monitor.start();
 *     System.out.println(monitor.counts());
 * }
 * }</pre>
 */
@NullMarked
package io.clearmladmin.k8s.events;

import org.jspecify.annotations.NullMarked;
