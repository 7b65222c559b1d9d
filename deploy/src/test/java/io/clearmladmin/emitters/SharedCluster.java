package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.k8s.KubeApi;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A cluster for the tests of a class, each of which leaves nothing in it. */
final class SharedCluster implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final List<HasMetadata> applied = new ArrayList<>();
    private @Nullable ChartCluster shared;

    ChartCluster cluster() {
        ChartCluster there = shared;
        assertThat(there).isNotNull();
        return there;
    }

    /** What a test has put into it, to be removed after it. */
    List<HasMetadata> applied() {
        return applied;
    }

    @Override
    public void beforeAll(ExtensionContext tests) {
        KubeApi.assumeAssets();
        shared = new ChartCluster();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        cluster().remove(applied);
        applied.clear();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        if (shared != null) {
            shared.close();
        }
    }
}
