package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.NativeImage;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What a native image needs to know of the command is in its jar: what picocli sets, and what is printed. */
class NativeImageTest {

    private static final Path FOLDER =
            Path.of("src/main/resources/META-INF/native-image/io.clearmladmin/clearml-admin-cli");

    @Test
    void each_command_and_all_that_it_prints_is_reflected() throws IOException {
        Set<Class<?>> all = new LinkedHashSet<>();
        all.add(GlobalOptions.class);
        all.add(Version.class);
        all.add(DurationText.class);
        all.add(CommandLine.HelpCommand.class);
        HelpTest.commands().forEach(command -> {
            Class<?> type = command.getCommandSpec().userObject().getClass();
            addCommand(all, type);
            Prints prints = type.getAnnotation(Prints.class);
            if (prints != null) {
                Stream.concat(Arrays.stream(prints.one()), Arrays.stream(prints.list()))
                        .forEach(printed -> addPrinted(all, printed));
            }
        });
        // Words of options, and what library values are converted by.
        NativeImage.classes(Path.of("target", "classes")).stream()
                .filter(NativeImage::isOfJson)
                .forEach(all::add);
        NativeImage.assertWritten(FOLDER, "reflect-config.json", NativeImage.reflection(all));
        List<Path> resources = List.of(
                Path.of("target", "classes"),
                Path.of("..", "clearml-admin-helm", "target", "classes"),
                Path.of("..", "clearml-admin-operations", "target", "classes"),
                Path.of("..", "clearml-admin-events", "target", "classes"));
        NativeImage.assertWritten(FOLDER, "resource-config.json", NativeImage.resources(resources));
    }

    private static void addCommand(Set<Class<?>> all, Class<?> type) {
        all.add(type);
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(Mixin.class)) {
                addCommand(all, field.getType());
            }
        }
    }

    private static void addPrinted(Set<Class<?>> all, Type type) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> addPrinted(all, argument));
        } else if (type instanceof Class<?> plain
                && plain.getName().startsWith("io.clearmladmin.")
                && all.add(plain)
                && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                addPrinted(all, component.getGenericType());
            }
        }
    }

    /** By another way: from the fields that picocli holds. */
    @Test
    void no_option_is_in_a_class_that_is_missing() throws IOException {
        String reflected = Files.readString(FOLDER.resolve("reflect-config.json"));
        List<String> owners = Stream.concat(Stream.of(Program.commandLine(new GlobalOptions())), HelpTest.commands())
                .map(CommandLine::getCommandSpec)
                .flatMap(NativeImageTest::fields)
                .map(field -> field.getDeclaringClass().getName())
                .distinct()
                .toList();
        assertThat(owners)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(reflected).contains("\"" + name + "\""));
    }

    private static Stream<Field> fields(CommandSpec command) {
        return Stream.concat(command.options().stream(), command.positionalParameters().stream())
                .map(ArgSpec::userObject)
                .filter(Field.class::isInstance)
                .map(Field.class::cast);
    }
}
