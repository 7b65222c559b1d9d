package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeLabelsTest {

    @ParameterizedTest
    @CsvSource({
        "karpenter.sh/capacity-type, spot, spot",
        "karpenter.sh/capacity-type, on-demand, on-demand",
        "karpenter.sh/capacity-type, reserved, reserved",
        "eks.amazonaws.com/capacityType, SPOT, spot",
        "eks.amazonaws.com/capacityType, ON_DEMAND, on-demand",
        "cloud.google.com/gke-spot, true, spot",
        "cloud.google.com/gke-preemptible, true, spot",
        "kubernetes.azure.com/scalesetpriority, spot, spot",
        "cloud.google.com/gke-spot, false,",
        "karpenter.sh/capacity-type, something-new,",
        "karpenter.sh/capacity-type, '',"
    })
    void what_each_cloud_calls_spot_or_on_demand_has_one_word(String label, String value, String expected) {
        assertThat(NodeLabels.of(Map.of(label, value)).capacityType()).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "nvidia.com/gpu.product, NVIDIA-A100-SXM4-40GB-MIG-1g.5gb",
        "amd.com/gpu.product-name, AMD_Instinct_MI300X_OAM",
        "gpu.intel.com/product, Flex_170",
        "cloud.google.com/gke-accelerator, nvidia-l4"
    })
    void a_gpu_model_is_what_the_vendors_label_says(String label, String model) {
        assertThat(NodeLabels.of(Map.of(label, model)).gpuModel()).contains(model);
    }

    @Test
    void the_discovery_of_the_gpu_itself_goes_before_the_clouds_label() {
        assertThat(NodeLabels.of(Map.of(
                                "cloud.google.com/gke-accelerator", "nvidia-l4", "nvidia.com/gpu.product", "NVIDIA-L4"))
                        .gpuModel())
                .contains("NVIDIA-L4");
    }

    @Test
    void of_a_node_its_name_version_and_few_labels_are_read_and_nothing_else() throws IOException {
        String json = """
                {"kind":"Node","metadata":{"name":"gpu-1","uid":"u","resourceVersion":"7","managedFields":[{"a":[1]}],
                "labels":{"nvidia.com/gpu.product":"NVIDIA-L4","kubernetes.io/hostname":"canary",
                "node.kubernetes.io/instance-type":"g6.xlarge","topology.kubernetes.io/zone":"eu-1a",
                "topology.kubernetes.io/region":"eu-1","karpenter.sh/capacity-type":"spot"}},
                "spec":{"providerID":"canary"},"status":{"images":[{"names":["canary"]}]}}""";
        try (JsonParser parser = PodReader.JSON.createParser(json + json)) {
            NodeReader reader = new NodeReader();
            parser.nextToken();
            NodeReader.Node one = reader.read(parser);
            parser.nextToken();
            NodeReader.Node same = reader.read(parser);
            assertThat(one)
                    .isEqualTo(new NodeReader.Node(
                            "gpu-1",
                            "7",
                            new NodeLabels(
                                    Optional.of("NVIDIA-L4"),
                                    Optional.of("g6.xlarge"),
                                    Optional.of("eu-1a"),
                                    Optional.of("eu-1"),
                                    Optional.of("spot"))));
            assertThat(same.labels()).as("kept once for all such nodes").isSameAs(one.labels());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"metadata\":null}",
                "{\"metadata\":{\"name\":null,\"labels\":7}}",
                "{\"metadata\":{\"labels\":{\"topology.kubernetes.io/zone\":{\"a\":[1]}}}}"
            })
    void odd_nodes_are_read_leniently(String json) throws IOException {
        try (JsonParser parser = PodReader.JSON.createParser(json)) {
            parser.nextToken();
            assertThat(new NodeReader().read(parser).labels()).isEqualTo(NodeLabels.of(Map.of()));
        }
    }
}
