package com.plurence.gateway.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file is one idea, a package a handful of them. */
final class FileSizesTest {
  private static final int LINES = 300;
  private static final int FILES = 20;

  /** The names of the extension interface are a promise: what grew there stays there. */
  private static final Path PROMISED = Path.of("src/main/java/com/plurence/gateway/extension");

  @Test
  void noFileHasMoreThanThreeHundredLines() {
    assertThat(sources()).filteredOn(file -> lines(file) > LINES).isEmpty();
  }

  @Test
  void noPackageHasMoreThanTwentyFiles() {
    Map<Path, Long> packages = sources().stream().collect(groupingBy(Path::getParent, counting()));
    packages.remove(PROMISED);

    assertThat(packages).allSatisfy((name, files) -> assertThat(files).isLessThanOrEqualTo(FILES));
  }

  private static List<Path> sources() {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
