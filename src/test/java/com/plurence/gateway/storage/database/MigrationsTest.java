package com.plurence.gateway.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that make the schema. */
final class MigrationsTest {
  @Test
  void theNewestMigrationIsTheOneThatIsLookedFor() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      String newest =
          files
              .map(file -> file.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1"))
              .max(Comparator.comparingInt(Integer::parseInt))
              .orElseThrow();

      assertThat(Migrations.NEWEST).isEqualTo(newest);
    }
  }
}
