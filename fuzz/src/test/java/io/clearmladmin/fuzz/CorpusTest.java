package io.clearmladmin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Inputs of the corpora, those that once failed among them, end with a value or a documented exception, and soon. */
class CorpusTest {

    @ParameterizedTest
    @EnumSource
    @Timeout(30)
    void each_input_ends_as_documented(FuzzTargets target) throws IOException {
        assertThat(target.inputs()).hasSizeGreaterThan(2).allSatisfy(input -> run(target, input));
    }

    private static void run(FuzzTargets target, Path input) throws Exception {
        target.run(Files.readAllBytes(input));
    }
}
