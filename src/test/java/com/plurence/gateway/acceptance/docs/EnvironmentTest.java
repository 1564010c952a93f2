package com.plurence.gateway.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of environment variables has all of them. */
final class EnvironmentTest {
  private static final Pattern OURS = Pattern.compile("\\bPLURENCE(?:_[A-Z]+)+\\b");
  private static final Pattern OF_COMPOSE = Pattern.compile("\\$\\{([A-Z_]+)");
  private static final List<String> PLACES =
      List.of("src/main", "conf", "docker-compose.yml", "loadtest/run.sh", ".env.example");

  @Test
  void everyVariableStandsInTheTable() throws IOException {
    String table =
        Files.readAllLines(Path.of("src/docs/operating.md")).stream()
            .filter(line -> line.startsWith("| `") || line.startsWith("| any"))
            .collect(Collectors.joining("\n"));
    Set<String> names = new TreeSet<>();
    for (String place : PLACES) {
      try (Stream<Path> files = Files.walk(Path.of(place))) {
        for (Path file : files.filter(EnvironmentTest::isText).toList()) {
          String text = Files.readString(file);
          OURS.matcher(text).results().forEach(name -> names.add(name.group()));
          if (file.endsWith("docker-compose.yml")) {
            OF_COMPOSE.matcher(text).results().forEach(name -> names.add(name.group(1)));
          }
        }
      }
    }

    assertThat(names)
        .contains("PLURENCE_CONFIG", "PLURENCE_OPS_PORT", "POSTGRES_PASSWORD")
        .allSatisfy(name -> assertThat(table).contains("`" + name + "`"));
  }

  private static boolean isText(Path file) {
    return Files.isRegularFile(file)
        && Stream.of(".java", ".yaml", ".yml", ".sh", "Dockerfile", ".example")
            .anyMatch(ending -> file.toString().endsWith(ending));
  }
}
