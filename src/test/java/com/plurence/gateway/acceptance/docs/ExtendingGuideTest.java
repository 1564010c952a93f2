package com.plurence.gateway.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide keeps its word: its code compiles against the published jar, and runs. */
final class ExtendingGuideTest {
  private static final Path GUIDE = Path.of("src/docs/extending.md");
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");

  @Test
  void everySnippetCompilesAndIsDeployed(@TempDir Path directory) throws IOException {
    List<String> entries = new ArrayList<>();
    List<Path> sources = new ArrayList<>();
    Matcher snippets = CODE.matcher(Files.readString(GUIDE));
    while (snippets.find()) {
      String code = snippets.group(1);
      String name = first(CLASS, code);
      sources.add(Files.writeString(directory.resolve(name + ".java"), code));
      entries.add("{ name: %s.%s, deadline: 5s }".formatted(first(PACKAGE, code), name));
    }

    ExtensionJar.of(sources, directory.resolve("none"), directory.resolve("guide.jar"));
    try (ExtendedGateway gateway =
        ExtendedGateway.start(directory, entries.toArray(String[]::new))) {
      assertThat(entries).hasSize(5);
      assertThat(gateway.chat("Hi", false).text()).endsWith("\"greeting\":\"hello\"}");
      assertThat(gateway.chat("Hi", true).text()).contains("data: {\"event\":2}");
      assertThat(gateway.chat("parrot", "Hi", true).text()).contains("\"Hello\"");
      assertThat(gateway.send("GET /x/requests", "").text()).startsWith("{\"requests\":");
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySettingIsUnderstood(String yaml) {
    assertThatCode(() -> ConfigLoader.parse("guide", yaml, Map.of())).doesNotThrowAnyException();
  }

  static List<String> settings() throws IOException {
    return YAML.matcher(Files.readString(GUIDE)).results().map(block -> block.group(1)).toList();
  }

  private static String first(Pattern pattern, String code) {
    Matcher found = pattern.matcher(code);
    assertThat(found.find()).as("%s in %s", pattern, code).isTrue();
    return found.group(1);
  }
}
