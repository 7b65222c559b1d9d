package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.k8s.TaskPod.State;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is packed comes back, whatever came first. */
class PackedDataTest {

    private static Map<String, Object> some(Random random, int depth) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            data.put("key-" + random.nextInt(20), value(random, depth));
        }
        return data;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> random.nextInt();
            case 1 -> Long.MIN_VALUE + random.nextInt(1_000);
            case 2 -> random.nextBoolean();
            case 3 -> random.nextDouble();
            case 4 -> new BigInteger(200, random).setBit(200);
            case 5 -> text(random);
            case 6 -> new ArrayList<>(List.of(value(random, depth - 1), value(random, depth - 1)));
            default -> some(random, depth - 1);
        };
    }

    // Any characters, halves of pairs among them; long ones at times.
    private static String text(Random random) {
        return random.ints(random.nextInt(20) == 0 ? 5_000 : random.nextInt(30), 0, Character.MAX_VALUE + 1)
                .collect(StringBuilder::new, (all, one) -> all.append((char) one), StringBuilder::append)
                .toString();
    }

    @Test
    void whatever_data_come_back_as_they_were_in_their_order() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<Map<String, Object>> all = new ArrayList<>();
            List<PackedData> packed = new ArrayList<>();
            try (PackedData.Packer packer = new PackedData.Packer()) {
                for (int i = 0; i < 20; i++) {
                    Map<String, Object> data = some(random, 3);
                    all.add(data);
                    packed.add(packer.pack(data));
                }
            }
            for (int i = 0; i < all.size(); i++) {
                Map<String, Object> unpacked = packed.get(i).unpack();
                assertThat(unpacked).as("seed %d, number %d", seed, i).isEqualTo(all.get(i));
                assertThat(List.copyOf(unpacked.keySet()))
                        .isEqualTo(List.copyOf(all.get(i).keySet()));
            }
        }
    }

    @Test
    void what_pods_of_a_cluster_have_in_common_is_kept_once() {
        try (PackedData.Packer packer = new PackedData.Packer()) {
            packer.pack(PodData.of(SomePods.pod("uid-0", State.RUNNING, 1), "cluster"));
            for (int i = 1; i < 100; i++) {
                Map<String, Object> data = PodData.of(SomePods.pod("uid-" + i, State.RUNNING, i), "cluster");
                assertThat(packer.pack(data).bytes()).isLessThan(150);
            }
        }
    }

    @Test
    void what_is_not_json_is_refused() {
        try (PackedData.Packer packer = new PackedData.Packer()) {
            assertThatThrownBy(() -> packer.pack(Map.of("what", new Object())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("its data is not JSON");
        }
    }
}
