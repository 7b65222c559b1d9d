package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the command line says. */
class ArgumentsTest {

    @Test
    void each_command_is_known_and_explained() {
        for (EmitterCommand command : EmitterCommand.values()) {
            assertThat(Arguments.of(List.of(command.word())).command()).isEqualTo(command);
            assertThat(Arguments.usage()).contains(command.word()).contains(command.text());
        }
        assertThat(Arguments.of(List.of("--settings", "a.conf", "all")).settings())
                .contains("a.conf");
    }

    @Test
    void what_cannot_be_done_is_refused() {
        assertThatThrownBy(() -> Arguments.of(List.of("pod-monitor")))
                .hasMessageContaining("did you mean pods-monitor?");
        assertThatThrownBy(() -> Arguments.of(List.of("all", "all"))).hasMessageContaining("one command at a time");
        assertThatThrownBy(() -> Arguments.of(List.of())).hasMessageContaining("no command is given");
        assertThatThrownBy(() -> Arguments.of(List.of("--settings"))).hasMessageContaining("--settings is not known");
    }
}
