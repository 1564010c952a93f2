package com.plurence.gateway.config.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What the file has where a group of settings is expected.
 *
 * @param byName in the order of the file
 * @param blamed whether it has something else than a group, which was told
 */
record Entries(Map<String, Entry> byName, boolean blamed) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  /** What is accepted in place of something else. */
  static final String SETTINGS = "settings as 'name: value'";

  /** A key's line and its value. */
  record Entry(int line, Node value) {}

  /**
   * @param node null where the file has nothing
   */
  static Entries of(YamlReader reading, String path, @Nullable Node node) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    boolean isGroup = node instanceof MappingNode && YamlReader.isPlain(node);
    boolean blamed = !isGroup && node != null && !YamlReader.isNull(node);
    if (isGroup && node instanceof MappingNode mapping) {
      mapping.getValue().forEach(tuple -> enter(reading, path, tuple, entries));
    } else if (blamed && node != null) {
      reading.problem(
          YamlReader.line(node),
          path,
          "was %s, accepted: %s".formatted(YamlReader.kind(node), SETTINGS));
    }
    return new Entries(entries, blamed);
  }

  private static void enter(
      YamlReader reading, String path, NodeTuple tuple, Map<String, Entry> entries) {
    Node key = tuple.getKeyNode();
    int line = YamlReader.line(key);
    if (!(key instanceof ScalarNode name) || !YamlReader.isPlain(key)) {
      reading.problem(
          line, path, "has a name that was %s, accepted: text".formatted(YamlReader.kind(key)));
    } else if (entries.putIfAbsent(name.getValue(), new Entry(line, tuple.getValueNode()))
        != null) {
      reading.problem(
          line, Section.join(path, printable(name.getValue())), "is there twice, keep one");
    }
  }

  /** {@code api_key:s3cret} without its space is a name to YAML, and a secret to its owner. */
  static String printable(String key) {
    return NAME.matcher(key).matches()
        ? key
        : key.replaceFirst("(?s)^([A-Za-z0-9_.-]{0,40}).*", "$1...");
  }
}
