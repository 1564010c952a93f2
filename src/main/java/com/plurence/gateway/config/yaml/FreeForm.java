package com.plurence.gateway.config.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Settings whose names only their reader knows, as JSON would hold them: text, numbers, flags,
 * lists and maps. Text in quotes, or with a variable in it, stays text.
 */
final class FreeForm {
  /** Aliases make a small document arbitrarily large, or endless: stop well before that hurts. */
  private static final int MAX_VALUES = 10_000;

  private static final int MAX_DEPTH = 50;
  private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]+(?:[eE][-+]?[0-9]+)?");

  private final YamlReader reading;
  private int values;
  private boolean refused;

  FreeForm(YamlReader reading) {
    this.reading = reading;
  }

  Map<String, Object> map(MappingNode node, String path) {
    return map(node, path, 0);
  }

  private Map<String, Object> map(MappingNode node, String path, int depth) {
    Map<String, Object> result = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode name)) {
        reading.problem(YamlReader.line(node), path, "has a name that is not text");
      } else if (result.containsKey(name.getValue())) {
        reading.problem(YamlReader.line(name), path, "has a name that is there twice");
      } else {
        value(entry.getValueNode(), path + "." + name.getValue(), depth + 1)
            .ifPresent(value -> result.put(name.getValue(), value));
      }
    }
    return Collections.unmodifiableMap(result);
  }

  private List<Object> list(SequenceNode node, String path, int depth) {
    List<Object> result = new ArrayList<>();
    for (Node element : node.getValue()) {
      value(element, path + "[" + result.size() + "]", depth + 1).ifPresent(result::add);
    }
    return Collections.unmodifiableList(result);
  }

  /** Empty for nothing, and after a problem. */
  private Optional<Object> value(Node node, String path, int depth) {
    values++;
    if (values > MAX_VALUES || depth > MAX_DEPTH) {
      refuseOnce(node, path);
      return Optional.empty();
    }
    if (!YamlReader.isPlain(node)) {
      reading.problem(
          YamlReader.line(node), path, "was a value with a tag, accepted: values without tags");
      return Optional.empty();
    }
    if (YamlReader.isNull(node)) {
      return Optional.empty();
    }
    if (node instanceof MappingNode mapping) {
      return Optional.of(map(mapping, path, depth));
    }
    if (node instanceof SequenceNode sequence) {
      return Optional.of(list(sequence, path, depth));
    }
    return scalar((ScalarNode) node, path);
  }

  private void refuseOnce(Node node, String path) {
    if (!refused) {
      refused = true;
      reading.problem(
          YamlReader.line(node),
          path,
          "is too large, accepted: at most %d values in %d levels"
              .formatted(MAX_VALUES, MAX_DEPTH));
    }
  }

  private Optional<Object> scalar(ScalarNode node, String path) {
    Optional<String> text = reading.text(YamlReader.line(node), path, node.getValue());
    boolean asWritten = text.isPresent() && text.get().equals(node.getValue());
    if (!asWritten || node.getScalarStyle() != ScalarStyle.PLAIN) {
      return text.map(Object.class::cast);
    }
    return Optional.of(typed(node.getValue()));
  }

  private static Object typed(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    if (WHOLE.matcher(text).matches()) {
      long number = Long.parseLong(text);
      return number == (int) number ? (Object) (int) number : (Object) number;
    }
    return DECIMAL.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
  }
}
