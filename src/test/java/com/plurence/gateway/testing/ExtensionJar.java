package com.plurence.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.slf4j.Logger;

/**
 * Makes jars of extensions as somebody else would: compiled against the published interface, Vert.x
 * and SLF4J, and nothing else of the gateway.
 */
public final class ExtensionJar {
  private static final String INTERFACE = "target/plurence-gateway-extension.jar";
  private static final Path EXAMPLES = Path.of("src/test/extensions");

  private ExtensionJar() {}

  /** Makes {@code name.jar} of the example of that name. */
  public static void ofExample(String name, Path directory) throws IOException {
    Path example = EXAMPLES.resolve(name);
    try (Stream<Path> files = Files.walk(example)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      of(sources, example.resolve("META-INF"), directory.resolve(name + ".jar"));
    }
  }

  /**
   * Compiles {@code sources} to {@code jar}.
   *
   * @param metadata a directory that is packed as {@code META-INF}; need not exist
   */
  public static void of(List<Path> sources, Path metadata, Path jar) throws IOException {
    Path classes = Files.createTempDirectory("classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  problems,
                  files,
                  null,
                  List.of(
                      "-classpath",
                      String.join(":", INTERFACE, jarOf(Vertx.class), jarOf(Logger.class)),
                      "-d",
                      classes.toString(),
                      "--release",
                      "17",
                      "-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as(problems.toString()).isTrue();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      pack(classes, Path.of(""), entries);
      if (Files.isDirectory(metadata)) {
        pack(metadata, Path.of("META-INF"), entries);
      }
    }
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static void pack(Path directory, Path under, JarOutputStream entries) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> add(file, under.resolve(directory.relativize(file)), entries));
    }
  }

  private static void add(Path file, Path entry, JarOutputStream entries) {
    try {
      entries.putNextEntry(new JarEntry(entry.toString().replace('\\', '/')));
      Files.copy(file, entries);
      entries.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
