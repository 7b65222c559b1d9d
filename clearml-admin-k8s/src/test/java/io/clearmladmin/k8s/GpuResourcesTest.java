package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GPUs are known by a table of names, never by a prefix. */
class GpuResourcesTest {

    private static Gpus gpus(Map<String, Long> resources, double fraction) {
        return GpuResources.of(resources, fraction, new StringPool());
    }

    @ParameterizedTest
    @CsvSource({
        "nvidia.com/gpu, whole",
        "amd.com/gpu, whole",
        "amd.com/spx_nps1, whole",
        "gpu.intel.com/i915, whole",
        "gpu.intel.com/xe, whole",
        "habana.ai/gaudi, whole",
        "habana.ai/gaudi2, whole",
        "aws.amazon.com/neuron, whole",
        "google.com/tpu, whole",
        "huawei.com/Ascend910B3, whole",
        "nvidia.com/gpu.shared, slice",
        "nvidia.com/gpu-0, slice",
        "nvidia.com/mig-1g.10gb, slice",
        "nvidia.com/mig-1g.5gb.me, slice",
        "nvidia.com/mig-1c.3g.20gb, slice",
        "amd.com/cpx_nps4, slice",
        "aws.amazon.com/neuroncore, slice",
        "k8s.amazonaws.com/vgpu, slice",
        "nvidia.com/hostdev, other",
        "nvidia.com/priority, other",
        "gpu.intel.com/i915_monitoring, other",
        "gpu.intel.com/millicores, other",
        "huawei.com/Ascend910B3-memory, other",
        "rdma/hca, other",
        "rdma/rdma_shared_device_a, other",
        "smarter-devices/fuse, other",
        "nvidia.com/gpuX, other"
    })
    void a_resource_is_a_gpu_a_part_of_one_or_something_else(String name, String kind) {
        Gpus gpus = gpus(Map.of(name, 3L), 0);
        assertThat(gpus.devices()).hasSize(kind.equals("whole") ? 1 : 0);
        assertThat(gpus.slices()).hasSize(kind.equals("slice") ? 1 : 0);
        assertThat(gpus.other()).hasSize(kind.equals("other") ? 1 : 0);
        assertThat(gpus.whole()).isEqualTo(kind.equals("whole") ? 3 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "nvidia.com/mig-1g.5gb, 1, 1",
        "nvidia.com/mig-2g.10gb, 2, 2",
        "nvidia.com/mig-3g.20gb, 3, 4",
        "nvidia.com/mig-4g.20gb, 4, 4",
        "nvidia.com/mig-7g.40gb, 7, 8",
        "nvidia.com/mig-1g.5gb.me, 1, 1",
        "nvidia.com/mig-1c.3g.20gb, 1, 4",
        "nvidia.com/mig-strange, 0, 0",
        "nvidia.com/gpu.shared, 0, 0"
    })
    void mig_slices_have_compute_and_memory(String name, long compute, long memory) {
        Gpus gpus = gpus(Map.of(name, 2L), 0);
        assertThat(gpus.migComputeSlices()).isEqualTo(2 * compute);
        assertThat(gpus.migMemorySlices()).isEqualTo(2 * memory);
    }

    @Test
    void hamis_bounds_belong_to_the_gpu_which_is_no_whole_one_then() {
        Gpus half =
                gpus(Map.of("nvidia.com/gpu", 2L, "nvidia.com/gpucores", 25L, "nvidia.com/gpumem-percentage", 50L), 0);
        assertThat(half.whole()).isZero();
        assertThat(half.slices()).isEqualTo(Map.of("nvidia.com/gpu", 2L));
        assertThat(half.fraction()).isEqualTo(1.0);
        assertThat(half.limits()).containsEntry("nvidia.com/gpucores", 25L).hasSize(2);
        Gpus byMemory = gpus(Map.of("nvidia.com/gpu", 1L, "nvidia.com/gpumem", 3_000L), 0);
        assertThat(byMemory.fraction())
                .as("not known without the node's memory")
                .isZero();
        assertThat(byMemory.slices()).containsEntry("nvidia.com/gpu", 1L);
        assertThat(byMemory.other()).isEmpty();
    }

    @Test
    void clearmls_label_says_what_the_parts_amount_to() {
        assertThat(gpus(Map.of(), 0.25)).isEqualTo(new Gpus(Map.of(), Map.of(), 0.25, Map.of(), Map.of()));
        Gpus eighths = gpus(Map.of("nvidia.com/gpu", 4L), 0.5);
        assertThat(eighths.whole()).as("before 1.3 the injector counts eighths").isZero();
        assertThat(eighths.slices()).containsEntry("nvidia.com/gpu", 4L);
        assertThat(gpus(Map.of(), 0)).isSameAs(Gpus.NONE);
    }

    @Test
    void what_is_kept_beside_gpus_is_bounded() {
        Map<String, Long> many = new HashMap<>();
        IntStream.range(0, 1_000).forEach(i -> many.put("example.com/device-" + i, 1L));
        assertThat(gpus(many, 0).other()).hasSize(16);
    }

    @Test
    void gpus_add_up() {
        Gpus.Sum all = new Gpus.Sum();
        all.add(gpus(Map.of("nvidia.com/gpu", 2L, "rdma/hca", 1L), 0));
        all.add(gpus(Map.of("amd.com/gpu", 1L, "nvidia.com/mig-1g.10gb", 3L), 0));
        all.add(gpus(Map.of("nvidia.com/gpu", 1L), 0));
        all.add(Gpus.NONE);
        Gpus sum = all.gpus();
        assertThat(sum.whole()).isEqualTo(4);
        assertThat(sum.devices()).isEqualTo(Map.of("nvidia.com/gpu", 3L, "amd.com/gpu", 1L));
        assertThat(sum.slices()).isEqualTo(Map.of("nvidia.com/mig-1g.10gb", 3L));
        assertThat(sum.other()).isEqualTo(Map.of("rdma/hca", 1L));
    }
}
