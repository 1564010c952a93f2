package com.plurence.gateway.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever follows a link in a document of the project finds something. */
final class DocumentLinksTest {
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");
  private static final List<Path> PLACES =
      List.of(
          Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("src"), Path.of("loadtest"));

  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (Path place : PLACES) {
      try (Stream<Path> files = Files.walk(place)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
      }
    }
    return documents;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path document) throws IOException {
    List<Path> targets =
        LINK.matcher(Files.readString(document))
            .results()
            .map(link -> document.resolveSibling(link.group(1)).normalize())
            .toList();

    assertThat(targets).allSatisfy(target -> assertThat(target).exists());
  }
}
