package com.plurence.gateway.config.yaml;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ConfigProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One pass over one document: turns nodes into values and collects what is wrong with them. */
final class YamlReader {
  private static final int SHOWN = 80;
  private static final Set<Tag> PLAIN_TAGS =
      Set.of(
          Tag.NULL,
          Tag.STR,
          Tag.BOOL,
          Tag.INT,
          Tag.FLOAT,
          Tag.TIMESTAMP,
          Tag.MERGE,
          Tag.MAP,
          Tag.SEQ,
          new Tag(Tag.PREFIX + "value"));

  private final String file;
  private final Map<String, String> environment;
  private final List<ConfigProblem> problems = new ArrayList<>();

  YamlReader(String file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  void problem(int line, String path, String message) {
    problems.add(new ConfigProblem(file, line, path, message));
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  boolean hasProblem(String path) {
    return problems.stream().anyMatch(problem -> problem.path().equals(path));
  }

  void refuseIfProblems() throws ConfigException {
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt(ConfigProblem::line));
      throw new ConfigException(problems);
    }
  }

  /** The value of a scalar; empty after a problem. */
  <T> Optional<T> scalar(Node node, String path, Format<T> format) {
    if (isNull(node)) {
      problem(line(node), path, "is empty, accepted: " + format.accepted());
      return Optional.empty();
    }
    if (!(node instanceof ScalarNode scalar) || !isPlain(node)) {
      problem(line(node), path, "was %s, accepted: %s".formatted(kind(node), format.accepted()));
      return Optional.empty();
    }
    return parsed(line(node), path, scalar.getValue(), format);
  }

  /** The value of a text as it is written; empty after a problem. */
  <T> Optional<T> parsed(int line, String path, String written, Format<T> format) {
    Optional<String> text = text(line, path, written);
    Optional<T> value = text.flatMap(format.parser());
    if (text.isPresent() && value.isEmpty()) {
      // What the file says, not what the environment made of it: that could be a secret.
      String seen = shown(format.visible().apply(written));
      problem(line, path, "%s, accepted: %s".formatted(seen, format.accepted()));
    }
    return value;
  }

  /** A text with variables replaced; empty after a problem. */
  Optional<String> text(int line, String path, String written) {
    try {
      return Optional.of(Interpolation.apply(written, environment));
    } catch (Interpolation.Refused refused) {
      problem(line, path, refused.reason());
      return Optional.empty();
    }
  }

  private static String shown(String text) {
    if (text.isEmpty()) {
      return "is not acceptable";
    }
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return "was '%s'".formatted(line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line);
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** Whether the node carries no tag of its own, such as {@code !!binary} or {@code !mine}. */
  static boolean isPlain(Node node) {
    return PLAIN_TAGS.contains(node.getTag());
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  static String kind(Node node) {
    if (!isPlain(node)) {
      return "a value with a tag";
    }
    if (node instanceof MappingNode) {
      return "a group of settings";
    }
    if (node instanceof SequenceNode) {
      return "a list";
    }
    return node.getNodeId() == NodeId.scalar && isNull(node) ? "nothing" : "a single value";
  }
}
