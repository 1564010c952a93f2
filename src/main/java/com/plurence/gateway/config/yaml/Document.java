package com.plurence.gateway.config.yaml;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ConfigProblem;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML document of settings. It is read as a tree of text with positions: no tag is obeyed and no
 * object is constructed.
 */
public final class Document {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_ALIASES = 50;

  private Document() {}

  /**
   * Reads all settings.
   *
   * @param file how problems name the document
   * @param environment the variables for {@code ${NAME}}
   * @param settings asks for each setting; it gets the default where a value is a mistake
   * @throws ConfigException with every mistake, unknown settings included
   */
  public static <T> T read(
      String file, String yaml, Map<String, String> environment, Function<Section, T> settings)
      throws ConfigException {
    Optional<Node> root = compose(file, yaml);
    YamlReader reading = new YamlReader(file, environment);
    T result = Section.root(reading, root).readWith(settings);
    reading.refuseIfProblems();
    return result;
  }

  private static Optional<Node> compose(String file, String yaml) throws ConfigException {
    LoaderOptions limits = new LoaderOptions();
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(MAX_ALIASES);
    try {
      return Optional.ofNullable(
          new Yaml(new SafeConstructor(limits)).compose(new StringReader(yaml)));
    } catch (MarkedYAMLException malformed) {
      int line = malformed.getProblemMark() == null ? 0 : malformed.getProblemMark().getLine() + 1;
      throw notYaml(file, line, reason(malformed));
    } catch (YAMLException beyond) {
      // Without a position: a character YAML forbids, too deep, or too many aliases.
      throw notYaml(
          file,
          0,
          "an unprintable character, more than %d levels, or more than %d aliases"
              .formatted(MAX_DEPTH, MAX_ALIASES));
    }
  }

  /** The parser's words, but for the ones that quote the file: they could quote a secret. */
  private static String reason(MarkedYAMLException malformed) {
    String problem = malformed.getProblem() == null ? "" : malformed.getProblem();
    if (problem.contains("alias") || problem.contains("handle")) {
      return "a value that begins with *, & or ! must be in quotes";
    }
    if (problem.endsWith("but got {")) {
      return "within { } and [ ], a value with ${ must be in quotes";
    }
    return problem.replaceAll("\\s+", " ");
  }

  private static ConfigException notYaml(String file, int line, String reason) {
    return new ConfigException(
        List.of(new ConfigProblem(file, line, "", "not readable as YAML: " + reason)));
  }
}
