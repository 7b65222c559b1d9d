package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.Kubernetes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Holds a Lease, and says so, until its input ends. Killed by a test. */
final class LeaseProcess {

    private LeaseProcess() {}

    /** Arguments: server, certificate authority, token, namespace, name, seconds of the Lease. */
    public static void main(String[] arguments) throws IOException {
        try (Kubernetes cluster = Kubernetes.builder()
                        .server(URI.create(arguments[0]))
                        .caCertificate(Path.of(arguments[1]))
                        .token(arguments[2])
                        .build();
                LeaderLease lease = LeaderLease.builder(cluster, arguments[3], arguments[4])
                        .duration(Duration.ofSeconds(Long.parseLong(arguments[5])))
                        .retryEvery(Duration.ofMillis(250))
                        .build()) {
            lease.start(new LeaderLease.Holder() {
                @Override
                public void acquired() {
                    System.out.println("acquired");
                }

                @Override
                public void lost() {
                    System.out.println("lost");
                }
            });
            while (System.in.read() >= 0) {
                System.out.println(lease.isHeld() ? "held" : "not held");
            }
        }
    }
}
