package com.plurence.gateway.upstream.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UpstreamDocTest {

  @Test
  void documentsTheTableAsItIs() throws IOException {
    List<String> documented =
        Files.readAllLines(Path.of("src/docs/upstream.md")).stream()
            .filter(line -> line.matches("\\|.*\\| DAT\\d{6} \\|.*"))
            .map(line -> line.replaceFirst("^\\|[^|]*\\| ", "").replaceFirst(" ?\\|$", ""))
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(FaultKind.values()).map(UpstreamDocTest::row).toList());
  }

  private static String row(FaultKind kind) {
    return String.join(
            " | ",
            kind.name(),
            kind.code().id(),
            kind.sameTarget().name(),
            kind.nextTarget().name(),
            kind.health().name(),
            kind.alert() ? "yes" : "")
        .trim();
  }
}
