package com.plurence.gateway.acceptance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mvnw} on a slim machine: no unzip, wget or curl, as in the usual images of a JDK. */
final class WrapperTest {
  private static final List<String> TOOLS =
      List.of("uname dirname basename tr mktemp mkdir rm mv cat ls tar gzip sha256sum".split(" "));

  @TempDir private Path directory;
  private Path tools;
  private Path archive;

  @BeforeEach
  void aSlimMachineAndADistribution() throws Exception {
    tools = Files.createDirectory(directory.resolve("tools"));
    for (String tool : TOOLS) {
      script(tools.resolve(tool), "exec " + find(tool) + " \"$@\"");
    }
    Path maven = Files.createDirectories(directory.resolve("apache-maven-9/bin"));
    script(maven.resolve("mvn"), "echo ran with \"$@\"");
    archive = directory.resolve("apache-maven-9-bin.tar.gz");
    assertThat(run(Map.of(), "tar", "czf", archive.toString(), "apache-maven-9")).isEmpty();
    Path project = Files.createDirectories(directory.resolve("project"));
    Files.createDirectories(project.resolve(".mvn/wrapper"));
    Files.copy(Path.of("mvnw"), project.resolve("mvnw"));
  }

  @Test
  void withoutUnzipItTakesTheOtherArchiveAndItsChecksum() throws Exception {
    pin("distributionSha256Sum=" + "0".repeat(64), "distributionTarSha256Sum=" + sum(archive));

    assertThat(wrapper()).isEqualTo("ran with verify\n");
  }

  @Test
  void anArchiveThatWasTamperedWithIsNotRun() throws Exception {
    pin("distributionSha256Sum=" + sum(archive), "distributionTarSha256Sum=" + "0".repeat(64));

    assertThat(wrapper()).contains("Failed to validate").doesNotContain("ran");
  }

  @Test
  void theProjectPinsBothArchives() throws Exception {
    assertThat(Files.readAllLines(Path.of(".mvn/wrapper/maven-wrapper.properties")))
        .anyMatch(line -> line.matches("distributionSha256Sum=[0-9a-f]{64}"))
        .anyMatch(line -> line.matches("distributionTarSha256Sum=[0-9a-f]{64}"));
  }

  private void pin(String... checksums) throws IOException {
    String url = directory.toUri() + "apache-maven-9-bin.zip";
    Files.writeString(
        directory.resolve("project/.mvn/wrapper/maven-wrapper.properties"),
        "distributionUrl=" + url + "\n" + String.join("\n", checksums) + "\n");
  }

  private static void script(Path file, String command) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + command + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private String wrapper() throws Exception {
    Map<String, String> environment =
        Map.of(
            "PATH", tools.toString(),
            "HOME", directory.resolve("home").toString(),
            "JAVA_HOME", System.getProperty("java.home"));
    return run(environment, "/bin/sh", "project/mvnw", "verify");
  }

  private String run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    if (!environment.isEmpty()) {
      builder.environment().clear();
      builder.environment().putAll(environment);
    }
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Path find(String tool) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + tool));
  }

  private static String sum(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
