package com.plurence.gateway.extension.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.ConfigProblem;
import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --check} says of extensions. */
final class ExtensionCheckTest {

  @Test
  void everyMistakeIsToldWithItsFileAndItsPlace(@TempDir Path jars) throws IOException {
    ExtensionJar.ofExample("guardrail", jars);

    assertThat(
            ExtensionCheck.problems(
                "gateway.yaml",
                ExtendedGateway.config(
                    jars,
                    "{ name: redact-mail, config: { mark: 1 } }",
                    "{ name: redact-mail }",
                    "{ name: com.example.Nobody }")))
        .extracting(ConfigProblem::toString)
        .satisfiesExactly(
            mark ->
                assertThat(mark)
                    .isEqualTo(
                        "gateway.yaml: verticles[0] (redact-mail): config: mark must be a text"),
            nobody ->
                assertThat(nobody)
                    .startsWith("gateway.yaml: verticles[2] (com.example.Nobody): there is neither")
                    .endsWith("[guardrail.jar]"));
  }
}
