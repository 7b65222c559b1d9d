package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.BuilderCopies;
import io.clearmladmin.house.HostileText;
import io.clearmladmin.house.KeepsHouseRules;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.Fault;
import org.junit.jupiter.api.Test;

class HouseRulesTest extends KeepsHouseRules {

    @Test
    void what_its_builders_have_built_no_longer_changes() {
        assertThat(BuilderCopies.broken()).isEmpty();
    }

    /** These two print what the test that uses them wrote. */
    @Test
    @Override
    public void what_it_prints_of_outside_text_does_no_harm() {
        assertThat(HostileText.shownRawly()).containsExactly(Execution.class.getName(), Fault.class.getName());
    }
}
