package com.plurence.gateway.acceptance.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.testing.Outcome;
import com.plurence.gateway.testing.RecordedLog;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the entries under {@code verticles} bring about. */
final class ExtensionDeploymentTest {
  private static final String MAIL = "write to ann@example.org";

  @TempDir private static Path jars;

  @BeforeAll
  static void pack() throws IOException {
    ExtensionJar.ofExample("guardrail", jars);
    ExtensionJar.ofExample("faulty", jars);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ name: com.example.guardrail.RedactMail, deadline: 5s }",
        "{ name: redact-mail, deadline: 5s }",
        "{ name: redact-mail, deadline: 5s, threading: worker }",
        "{ name: redact-mail, deadline: 5s, instances: 3 }"
      })
  void aClassOrAServiceIsDeployed(String entry) {
    try (ExtendedGateway gateway = ExtendedGateway.start(jars, entry)) {
      assertThat(gateway.chat(MAIL, false).text()).contains("write to [mail]");
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aVirtualThreadRunsAnExtension() {
    try (ExtendedGateway gateway =
        ExtendedGateway.start(jars, "{ name: redact-mail, deadline: 5s, threading: virtual }")) {
      assertThat(gateway.chat(MAIL, false).text()).contains("write to [mail]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ name: com.example.Nobody }"
            + "| there is neither a class nor a service com.example.Nobody in the jars of",
        "{ name: com.example.guardrail.MailEditor }| is neither an Extension nor a verticle",
        "{ name: redact-mail, config: { mark: 1 } }" + "| config: mark must be a text",
        "{ name: com.example.faulty.Faulty, config: { start: 'no luck' } }| no luck",
        "{ name: com.example.faulty.Faulty, config: { id: DAT030002 } }"
            + "| DAT030002 is not one of those reserved for extensions",
        "{ name: com.example.faulty.Faulty, config: { id: DAT009001 } }"
            + "| DAT009001 is not of the class of its code",
      })
  void anExtensionThatCannotStartStopsTheGatewayAndSaysWhy(String entry, String why) {
    Throwable failure = refusal(ExtendedGateway.starting(jars, entry));

    assertThat(failure)
        .hasMessageContaining("extension " + name(entry) + " can't start")
        .hasMessageContaining(why);
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20)
  void aJdkWithoutVirtualThreadsSaysSo() {
    Throwable failure =
        refusal(ExtendedGateway.starting(jars, "{ name: redact-mail, threading: virtual }"));

    assertThat(failure)
        .hasMessage(
            "extension redact-mail can't start: threading virtual needs a JDK of 21 or later, this"
                + " is "
                + Runtime.version().feature());
  }

  @Test
  void theLowerOrderIsAskedFirst() {
    try (ExtendedGateway gateway =
        ExtendedGateway.start(
            jars,
            "{ name: redact-mail, order: 2, deadline: 5s, config: { mark: '[second]' } }",
            "{ name: redact-mail, order: 1, deadline: 5s, config: { mark: '[first]' } }")) {
      assertThat(gateway.chat(MAIL, false).text()).contains("write to [first]");
    }
  }

  @Test
  void anExceptionOutsideOfAnyQuestionIsLoggedWithTheNameOfTheExtension() {
    try (RecordedLog log = RecordedLog.of("com.plurence.gateway.extension.host");
        ExtendedGateway gateway =
            ExtendedGateway.start(
                jars, "{ name: com.example.faulty.Other, config: { id: wild } }")) {
      await()
          .until(
              () ->
                  log.lines().stream()
                      .anyMatch(
                          line ->
                              line.contains("extension=\"com.example.faulty.Other\"")
                                  && line.contains("out of nowhere")));
      assertThat(gateway.chat(MAIL, false).status()).isEqualTo(200);
    }
  }

  @Test
  void aReloadMayNameAnExtensionOtherwise() {
    try (ExtendedGateway gateway =
        ExtendedGateway.start(jars, "{ name: com.example.faulty.Faulty }")) {
      Outcome.done(
          gateway
              .gateway()
              .reconfigure(ExtendedGateway.config(jars, "{ name: faulty, deadline: 5s }")));

      assertThat(gateway.chat("Hi", false, "x-faulty: refuses").text()).contains("DAT039001");
    }
  }

  @Test
  void twoExtensionsCannotShareAnErrorId() {
    Throwable failure =
        refusal(
            ExtendedGateway.starting(
                jars, "{ name: com.example.faulty.Faulty }", "{ name: com.example.faulty.Other }"));

    assertThat(failure).hasMessageContaining("DAT039001 belongs to com.example.faulty.Faulty");
  }

  @Test
  void theGatewayStartsWithoutAnExtensionThatIsNotRequired() {
    try (RecordedLog log = RecordedLog.of("com.plurence.gateway.extension.host");
        ExtendedGateway gateway =
            ExtendedGateway.start(jars, "{ name: com.example.Nobody, required: false }")) {
      assertThat(gateway.chat(MAIL, false).status()).isEqualTo(200);
      assertThat(log.lines())
          .anyMatch(
              line -> line.contains("can't start") && line.contains("\"com.example.Nobody\""));
    }
  }

  @Test
  void aReloadReplacesWhatHasChangedAndKeepsTheRest() {
    try (ExtendedGateway gateway =
        ExtendedGateway.start(jars, "{ name: redact-mail, deadline: 5s }")) {
      String before = gateway.chat(MAIL, false).text();
      Outcome.done(
          gateway
              .gateway()
              .reconfigure(
                  ExtendedGateway.config(
                      jars, "{ name: redact-mail, deadline: 5s, config: { mark: '[new]' } }")));
      String changed = gateway.chat(MAIL, false).text();
      Outcome.done(gateway.gateway().reconfigure(ExtendedGateway.config(jars)));
      String without = gateway.chat(MAIL, false).text();

      assertThat(before).contains("write to [mail]");
      assertThat(changed).contains("write to [new]");
      assertThat(without).contains(MAIL);
    }
  }

  @Test
  void aReloadWithAnExtensionThatCannotStartChangesNothing() {
    try (ExtendedGateway gateway =
        ExtendedGateway.start(jars, "{ name: redact-mail, deadline: 5s }")) {
      Throwable refused =
          refusal(
              gateway
                  .gateway()
                  .reconfigure(
                      ExtendedGateway.config(jars, "{ name: redact-mail, config: { mark: 1 } }")));

      assertThat(refused).hasMessageContaining("mark must be a text");
      assertThat(gateway.chat(MAIL, false).text()).contains("write to [mail]");
    }
  }

  @Test
  void anExtensionIsStoppedWhenItIsReplacedAndWhenTheGatewayStops() {
    try (RecordedLog log = RecordedLog.of("com.example")) {
      try (ExtendedGateway gateway =
          ExtendedGateway.start(jars, "{ name: com.example.faulty.Other, config: { id: 1 } }")) {
        Outcome.done(
            gateway
                .gateway()
                .reconfigure(
                    ExtendedGateway.config(
                        jars, "{ name: com.example.faulty.Other, config: { id: 2 } }")));
        await().until(() -> log.lines().stream().anyMatch(line -> line.contains("stopped 1")));
        assertThat(log.lines()).noneMatch(line -> line.contains("stopped 2"));
      }
      assertThat(log.lines()).anyMatch(line -> line.contains("stopped 2"));
    }
  }

  private static Throwable refusal(Future<?> start) {
    return catchThrowable(() -> Outcome.done(start));
  }

  private static String name(String entry) {
    return entry.replaceAll(".*name: ([\\w.-]+).*", "$1");
  }
}
