package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.internal.json.Json;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes a specification in YAML, as its reader takes it. */
final class SpecYaml {

    // In the order in which the pages have them.
    private static final List<String> ORDER = List.of(
            "name",
            "company",
            "allowed_users",
            "allowed_service_users",
            "max_running_apps",
            "features",
            "exclude_features",
            "admin",
            "users",
            "domains",
            "whitelist",
            "groups",
            "access_rules",
            "applications",
            "resources",
            "sso",
            "app_instance_access",
            "custom_events_fields",
            "credentials");
    // What no reader of YAML takes for anything but this text.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_.@/-]*( [A-Za-z0-9_.@/-]+)*");
    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|[-+]?[.]?(inf|nan)");

    private SpecYaml() {}

    static String write(Object spec) {
        ObjectNode tree = Json.MAPPER.valueToTree(spec);
        for (JsonNode each : tree.path("credentials")) {
            ObjectNode key = (ObjectNode) each;
            if (key.hasNonNull("lifetime")) {
                Duration lifetime = Json.MAPPER.convertValue(key.path("lifetime"), Duration.class);
                key.put("lifetime", Lifetimes.text(lifetime));
            }
        }
        List<NodeTuple> fields = new ArrayList<>();
        ORDER.forEach(name -> add(fields, name, tree.path(name)));
        DumperOptions options = new DumperOptions();
        options.setWidth(Integer.MAX_VALUE);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        StringWriter text = new StringWriter();
        new Yaml(options).serialize(new MappingNode(Tag.MAP, fields, FlowStyle.BLOCK), text);
        return text.toString();
    }

    // What is empty is as good as absent.
    private static void add(List<NodeTuple> fields, String name, JsonNode value) {
        boolean isEmpty = value.isNull() || value.isMissingNode() || (value.isContainerNode() && value.isEmpty());
        if (!isEmpty) {
            fields.add(new NodeTuple(text(name), node(value)));
        }
    }

    private static Node node(JsonNode value) {
        if (value.isObject()) {
            List<NodeTuple> fields = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                if (!field.getValue().isNull()) {
                    fields.add(new NodeTuple(text(field.getKey()), node(field.getValue())));
                }
            }
            return new MappingNode(Tag.MAP, fields, FlowStyle.BLOCK);
        }
        if (value.isArray()) {
            List<Node> items = new ArrayList<>();
            value.forEach(item -> items.add(node(item)));
            return new SequenceNode(Tag.SEQ, items, items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        return value.isTextual()
                ? text(value.textValue())
                : new ScalarNode(
                        value.isBoolean()
                                ? Tag.BOOL
                                : value.isNull() ? Tag.NULL : value.isIntegralNumber() ? Tag.INT : Tag.FLOAT,
                        value.asText(),
                        null,
                        null,
                        ScalarStyle.PLAIN);
    }

    private static ScalarNode text(String value) {
        boolean isPlain = PLAIN.matcher(value).matches() && !WORD.matcher(value).matches();
        String written = OutsideValues.escaped(value);
        return new ScalarNode(Tag.STR, written, null, null, isPlain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }
}
