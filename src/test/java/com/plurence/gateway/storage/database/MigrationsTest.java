package com.plurence.gateway.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that make the schema. */
final class MigrationsTest {
  @Test
  void everyFileIsListedInTheOrderOfItsVersion() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Migrations.FILES);
    }
    for (int version = 1; version <= Migrations.FILES.size(); version++) {
      assertThat(Migrations.FILES.get(version - 1)).startsWith("V" + version + "__");
    }
  }
}
