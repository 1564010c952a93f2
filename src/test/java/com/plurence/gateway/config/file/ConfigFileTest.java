package com.plurence.gateway.config.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The file that comes with the gateway shows every setting, and shows it as it is. */
final class ConfigFileTest {
  /** {@code # name: value} is a setting at its default. */
  private static final Pattern DEFAULT = Pattern.compile("(?m)^( *)# ([a-z_]+:(?: .*)?)$");

  /** A comment that is indented once more belongs to an example. */
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^( *)#   ( *\\S.*)$");

  private static final String STRANGER = "zzzzzzzzzzzz";
  private static final String KNOWN = "unknown setting, accepted: ";
  private static final Set<String> NAMED = Set.of("providers", "models", "limits.models", "prices");

  @Test
  void asItStandsItGivesTheDefaults() throws IOException, ConfigException {
    assertThat(ConfigLoader.parse("gateway.yaml", file(), Map.of()))
        .isEqualTo(ConfigLoader.parse("nothing", "", Map.of()));
  }

  @Test
  void theValuesInItsCommentsAreTheDefaults() throws IOException, ConfigException {
    assertThat(ConfigLoader.parse("gateway.yaml", defaults(), Map.of()))
        .isEqualTo(ConfigLoader.parse("nothing", "", Map.of()));
  }

  @Test
  void itsExamplesWork() throws IOException, ConfigException {
    assertThat(ConfigLoader.parse("gateway.yaml", examples(), Map.of()).models())
        .containsKey("gpt-4o-mini");
  }

  @Test
  void theExampleOfPricesCanBeCopied() throws IOException, ConfigException {
    String prices =
        Files.readString(ConfigSource.DEFAULT_PATH.resolveSibling("prices-example.yaml"));

    assertThat(ConfigLoader.parse("prices-example.yaml", prices, Map.of()).prices())
        .containsKeys("gpt-4o-mini", "claude-sonnet-4-5", "gemini-2.5-pro");
  }

  /** Asks every group for its settings by a name it cannot know, and looks for each in the file. */
  @Test
  void everySettingStandsInIt() throws IOException {
    Map<String, Object> settings = new Yaml().load(examples());
    Map<String, Set<String>> shown = new TreeMap<>();
    askAndCollect("", settings, shown);

    ConfigException refusal =
        catchThrowableOfType(
            ConfigException.class,
            () -> ConfigLoader.parse("gateway.yaml", new Yaml().dump(settings), Map.of()));

    assertThat(refusal.problems()).hasSizeGreaterThan(25);
    for (ConfigProblem problem : refusal.problems()) {
      assertThat(problem.message()).startsWith(KNOWN);
      String group = anyName(problem.path().replaceFirst("\\.?" + STRANGER + "$", ""));
      if (!group.contains("*.upstream") && !group.contains("[].upstream")) {
        assertThat(shown.get(group))
            .as("settings of '%s' in the file", group)
            .contains(problem.message().substring(KNOWN.length()).split(", "));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void askAndCollect(
      String path, @Nullable Object node, Map<String, Set<String>> shown) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> askAndCollect((path.isEmpty() ? "" : path + ".") + key, value, shown));
      map.keySet()
          .forEach(
              key ->
                  shown.computeIfAbsent(anyName(path), any -> new TreeSet<>()).add(key.toString()));
      if (!path.endsWith(".config") && !NAMED.contains(path) && !path.endsWith(".above")) {
        ((Map<String, Object>) map).put(STRANGER, 1);
      }
    } else if (node instanceof List<?> list) {
      list.forEach(element -> askAndCollect(path + "[]", element, shown));
    }
  }

  private static String anyName(String path) {
    return path.replaceFirst("^(providers|models|limits\\.models)\\.[^.]+", "$1.*")
        .replaceFirst("^prices\\.[^\\[]+", "prices.*")
        .replaceFirst("\\.above\\.[0-9]+", ".above.*")
        .replaceAll("\\[\\d+]", "[]");
  }

  private static String file() throws IOException {
    return Files.readString(ConfigSource.DEFAULT_PATH);
  }

  private static String defaults() throws IOException {
    return DEFAULT.matcher(file()).replaceAll("$1$2");
  }

  private static String examples() throws IOException {
    return EXAMPLE.matcher(defaults()).replaceAll("$1$2");
  }
}
