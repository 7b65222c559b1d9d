package io.clearmladmin.cli;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.testkit.FakeClearMl;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fake server of each edition for the tests of a class, new for each of them. */
final class BothEditions implements BeforeEachCallback, AfterAllCallback {

    private final FakeClearMl enterprise = FakeClearMl.start(Edition.ENTERPRISE);
    private final FakeClearMl openSource = FakeClearMl.start();

    FakeClearMl enterprise() {
        return enterprise;
    }

    FakeClearMl openSource() {
        return openSource;
    }

    FakeClearMl of(Edition edition) {
        return edition == Edition.ENTERPRISE ? enterprise : openSource;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        enterprise.reset();
        openSource.reset();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        enterprise.close();
        openSource.close();
    }
}
