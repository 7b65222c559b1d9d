package io.clearmladmin.k8s.events;

import io.clearmladmin.emitters.Distribution;
import io.clearmladmin.k8s.KubeApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rounds in which the library's monitor is killed, with the program of the distribution. */
@Tag(KubeApi.TAG)
class ProgramPodKillsTest {

    @TempDir
    private Path folder;

    @Test
    @Tag("long")
    void a_pods_monitor_that_is_killed_again_and_again_neither_loses_nor_repeats_a_state_nor_a_second()
            throws Exception {
        KubeApi.assumeAssets();
        Path distribution = Distribution.in(folder);
        new KillRounds(
                        folder,
                        KillRounds.seed(),
                        KubeApi.shared(),
                        null,
                        null,
                        kafka -> new ProgramMonitors(distribution, folder, kafka),
                        ProgramMonitors.PERIOD)
                .run(500, 6, 200, 20_000);
    }
}
