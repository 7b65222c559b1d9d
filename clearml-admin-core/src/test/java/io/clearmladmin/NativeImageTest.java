package io.clearmladmin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.house.NativeImage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a native image needs to know of this module is in its jar. */
class NativeImageTest {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path FOLDER =
            Path.of("src/main/resources/META-INF/native-image/io.clearmladmin/clearml-admin-core");

    private static boolean isService(Class<?> type) {
        return type.isInterface()
                && Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(Endpoint.class));
    }

    private static List<Class<?>> services() {
        return NativeImage.classes(CLASSES).stream()
                .filter(NativeImageTest::isService)
                .toList();
    }

    @Test
    void each_service_is_a_proxy_and_each_value_is_reflected() throws IOException {
        Set<Class<?>> reflected = new LinkedHashSet<>(services());
        NativeImage.classes(CLASSES).stream().filter(NativeImage::isOfJson).forEach(reflected::add);
        NativeImage.assertWritten(FOLDER, "proxy-config.json", NativeImage.proxies(services()));
        NativeImage.assertWritten(FOLDER, "reflect-config.json", NativeImage.reflection(reflected));
        NativeImage.assertWritten(FOLDER, "resource-config.json", NativeImage.resources(List.of(CLASSES)));
    }

    /** By another way than the files are made: from what a client returns. */
    @Test
    void no_service_of_a_client_is_missing() throws IOException {
        String proxies = Files.readString(FOLDER.resolve("proxy-config.json"));
        List<String> returned = Arrays.stream(ClearMl.class.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getReturnType)
                .filter(NativeImageTest::isService)
                .map(Class::getName)
                .distinct()
                .toList();
        assertThat(returned)
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(proxies).contains("[\"" + name + "\"]"));
    }

    @Test
    void each_generated_value_is_there() throws IOException {
        String reflected = Files.readString(FOLDER.resolve("reflect-config.json"));
        List<String> generated = NativeImage.classes(CLASSES).stream()
                .map(Class::getName)
                .filter(name -> name.contains(".Immutable") && !name.contains("$"))
                .toList();
        assertThat(generated)
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(reflected).contains("\"" + name + "\""));
    }
}
