package io.clearmladmin.emitters;

import io.clearmladmin.micrometer.CallMeters;
import io.clearmladmin.micrometer.EventMeters;
import io.clearmladmin.micrometer.RunMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Loads what a start loads, for the archive that the start script makes of it: settings, the check before the start, the meters
 * and their page. With addresses where nobody is, it reaches nobody.
 */
final class StartClasses {

    private StartClasses() {}

    public static void main(String[] args) {
        LogOutput.use("json");
        Settings settings = SettingsReader.read(System.getenv(), Optional.empty());
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Metrics metrics = new Metrics("");
                Operations operations = new Operations(anywhere, metrics);
                Connections connections = new Connections(settings, CallMeters.in(metrics.registry()))) {
            MeterRegistry registry = operations.metrics();
            var journal = EventMeters.in(registry).journal(connections.events().journal("monitor", ""));
            journal.close();
            var runs = RunMeters.in(registry);
            System.out.println(
                    runs.run(() -> new StartCheck(EmitterCommand.ALL, settings, connections).run(), results -> true));
            System.out.println(metrics.page());
        }
    }
}
