package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.KubeApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link KilledPodMonitorTest}, with the journal in a file; a class of its own since it takes minutes. */
@Tag(KubeApi.TAG)
class KilledFileJournalTest {

    @TempDir
    private Path folder;

    @Test
    @Tag("long")
    void with_a_journal_in_a_file_too_of_which_a_part_does_not_serve() throws Exception {
        KubeApi.assumeAssets();
        new KillRounds(folder, KillRounds.seed(), KubeApi.shared(), null, folder.resolve("journal"))
                .run(400, 6, 200, 30_000);
    }
}
