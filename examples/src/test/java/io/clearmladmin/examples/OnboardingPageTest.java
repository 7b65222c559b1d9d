package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.onboarding.TenantSpec;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The specification on the page is valid, and the plan on the page is the plan of that specification. */
class OnboardingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "onboarding.md");

    private static String block(String beginning) throws IOException {
        Matcher block = Pattern.compile("```\\w*\n(" + beginning + ".*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as(beginning).isTrue();
        return block.group(1).strip();
    }

    @Test
    void the_plan_on_the_page_is_that_of_the_file_on_the_page() throws IOException {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            TenantSpec spec = TenantSpec.parse(block("# acme.yaml"));
            assertThat(Onboarding.of(clearml).plan(spec).toText().strip()).isEqualTo(block("Plan for acme:"));
        }
    }
}
