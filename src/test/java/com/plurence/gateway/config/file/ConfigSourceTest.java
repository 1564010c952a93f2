package com.plurence.gateway.config.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.file.ConfigSource.NamedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigSourceTest {
  private static final Path OPTION = Path.of("option.yaml");
  private static final Map<String, String> VARIABLE = Map.of("PLURENCE_CONFIG", "variable.yaml");

  @Test
  void theOptionComesFirst() {
    assertThat(ConfigSource.choose(Optional.of(OPTION), VARIABLE))
        .isEqualTo(new ConfigSource(OPTION, NamedBy.OPTION));
  }

  @Test
  void thenComesTheEnvironment() {
    assertThat(ConfigSource.choose(Optional.empty(), VARIABLE))
        .isEqualTo(new ConfigSource(Path.of("variable.yaml"), NamedBy.ENVIRONMENT));
  }

  @Test
  void thenComesTheFileInItsUsualPlace() {
    assertThat(ConfigSource.choose(Optional.empty(), Map.of("PLURENCE_CONFIG", "")))
        .isEqualTo(new ConfigSource(Path.of("conf/gateway.yaml"), NamedBy.DEFAULT));
  }

  @Test
  void aFileThatNobodyNamedMayBeMissing(@TempDir Path folder) throws ConfigException {
    ConfigSource source = new ConfigSource(folder.resolve("none.yaml"), NamedBy.DEFAULT);

    assertThat(ConfigLoader.load(source, Map.of()).providers()).containsOnlyKeys("demo");
  }

  @Test
  void aFileThatSomebodyNamedMayNot(@TempDir Path folder) {
    Path missing = folder.resolve("none.yaml");

    assertThatThrownBy(() -> ConfigLoader.load(new ConfigSource(missing, NamedBy.OPTION), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(missing + ": does not exist (named by --config)");
    assertThatThrownBy(
            () -> ConfigLoader.load(new ConfigSource(missing, NamedBy.ENVIRONMENT), Map.of()))
        .hasMessage(missing + ": does not exist (named by PLURENCE_CONFIG)");
  }

  @Test
  void aFolderIsNoFile(@TempDir Path folder) {
    assertThatThrownBy(() -> ConfigLoader.load(new ConfigSource(folder, NamedBy.OPTION), Map.of()))
        .hasMessage(folder + ": cannot be read, accepted: a readable file");
  }

  @Test
  void bytesThatAreNotTextAreRefused(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("latin1.yaml"), new byte[] {'#', (byte) 0xe9});

    assertThatThrownBy(() -> ConfigLoader.load(new ConfigSource(file, NamedBy.OPTION), Map.of()))
        .hasMessage(file + ": is not UTF-8 text");
  }

  @Test
  void aFileBeyondOneMebibyteIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("large.yaml"), "#".repeat(1024 * 1024 + 1));

    assertThatThrownBy(() -> ConfigLoader.load(new ConfigSource(file, NamedBy.OPTION), Map.of()))
        .hasMessage(file + ": is too large, accepted: at most 1048576 bytes");
  }
}
