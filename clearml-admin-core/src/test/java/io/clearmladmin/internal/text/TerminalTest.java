package io.clearmladmin.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void who_wants_no_colours_or_has_no_terminal_that_knows_them_gets_none() {
        assertThat(Terminal.wantsColours(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(Terminal.wantsColours(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(Terminal.wantsColours(Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(Terminal.wantsColours(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.wantsColours(Map.of())).isFalse();
    }

    @Test
    void without_a_console_there_is_no_terminal() {
        assertThat(Terminal.isTerminal(null)).isFalse();
    }
}
