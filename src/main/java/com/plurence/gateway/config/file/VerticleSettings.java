package com.plurence.gateway.config.file;

import com.plurence.gateway.config.ExtensionsConfig;
import com.plurence.gateway.config.VerticleConfig;
import com.plurence.gateway.config.VerticleConfig.Failure;
import com.plurence.gateway.config.VerticleConfig.Threading;
import com.plurence.gateway.config.yaml.Durations;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of extensions. */
final class VerticleSettings {
  private static final Pattern CLASS_OR_SERVICE =
      Pattern.compile(
          "(?:\\p{javaJavaIdentifierStart}[\\p{javaJavaIdentifierPart}-]*(?:\\.(?!$))?)+");

  private static final Format<String> NAME =
      Format.text(
          "the name of a class or of a service, such as com.example.MyVerticle",
          CLASS_OR_SERVICE.asMatchPredicate());

  private static final Format<Path> DIRECTORY =
      Format.of("the path of a directory, which need not exist", VerticleSettings::path);

  private static final int FURTHEST = 1_000_000;

  private VerticleSettings() {}

  static ExtensionsConfig directory(Section section) {
    return new ExtensionsConfig(section.value("directory", Path.of("extensions"), DIRECTORY));
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException unusable) {
      return Optional.empty();
    }
  }

  static VerticleConfig read(Section section) {
    return new VerticleConfig(
        section.required("name", NAME).orElse(""),
        section.value("instances", 1, Format.whole(1, 1024)),
        section.value("threading", Threading.EVENT_LOOP, Format.choice(Threading.class)),
        section.value("order", 0, Format.whole(-FURTHEST, FURTHEST)),
        section.value("required", true, Format.flag()),
        section.value(
            "deadline",
            Duration.ofMillis(50),
            Durations.between(Duration.ofMillis(1), Duration.ofMinutes(1))),
        section.value("fail", Failure.CLOSED, Format.choice(Failure.class)),
        section.free("config"));
  }
}
