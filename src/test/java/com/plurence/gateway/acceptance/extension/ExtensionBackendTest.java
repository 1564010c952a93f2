package com.plurence.gateway.acceptance.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.testing.RecordedLog;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that a verticle answers for, treated as any provider is. */
final class ExtensionBackendTest {
  @TempDir private static Path jars;
  private static ExtendedGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    ExtensionJar.ofExample("echo", jars);
    ExtensionJar.ofExample("faulty", jars);
    gateway =
        ExtendedGateway.start(
            jars,
            "{ name: com.example.echo.Echo, instances: 2 }",
            "{ name: com.example.faulty.PlainVerticle }",
            "{ name: com.example.faulty.Faulty, deadline: 5s }");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aVerticleAnswers() {
    RawClient.Answer answer = gateway.chat("echo", "one two", false);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).hasValue("application/json");
    assertThat(answer.header("x-plurence-target")).hasValue("echo/echo");
    assertThat(answer.text()).contains("\"content\":\"one two\"");
  }

  @Test
  void aVerticleStreams() {
    RawClient.Answer answer = gateway.chat("echo", "one two", true);

    assertThat(answer.header("content-type")).hasValue("text/event-stream");
    assertThat(answer.text())
        .containsSubsequence("\"content\":\"one \"", "\"content\":\"two\"", "\"stop\"")
        .endsWith("data: [DONE]\n\n");
  }

  @Test
  void aPlainVerticleNeedsNothingButTheAddress() {
    assertThat(gateway.chat("plain", "Hi", false).text())
        .isEqualTo("{\"choices\":[{\"plain\":true}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "throws, false, UPSTREAM_ERROR",
    "null, false, UPSTREAM_ERROR",
    "overloaded, false, UPSTREAM_OVERLOADED",
    "busy, false, PROVIDER_RATE_LIMITED",
    "mistaken, false, PROVIDER_REJECTED",
    "no-json, false, UPSTREAM_MALFORMED",
    "throws, true, UPSTREAM_ERROR",
    "overloaded, true, UPSTREAM_OVERLOADED",
    "never, true, UPSTREAM_FIRST_BYTE_TIMEOUT",
  })
  void aFailureIsToldAsThatOfAnyProvider(String fault, boolean streamed, ErrorCode expected) {
    try (ExtendedGateway alone = faulty()) {
      RawClient.Answer answer = alone.chat("faulty", "Hi", streamed, "x-faulty-backend: " + fault);

      Contract.isError(answer, expected);
      assertThat(answer.head() + answer.text()).doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "breaks, STREAM_PROVIDER_ERROR",
    "silent, STREAM_STALLED",
  })
  void aStreamThatBreaksEndsWithTheErrorEvent(String fault, ErrorCode expected) {
    try (ExtendedGateway alone = faulty()) {
      RawClient.Answer answer = alone.chat("faulty", "Hi", true, "x-faulty-backend: " + fault);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text())
          .contains("event: error\ndata: {\"error_id\":\"" + expected.id())
          .doesNotContain("[DONE]", "secret");
    }
  }

  @Test
  void aClientCannotChooseAnAddressOfTheBus() {
    RawClient.Answer answer =
        gateway.chat(
            "echo",
            "one two",
            false,
            "x-plurence-events: plurence.provider.plain",
            "x-plurence-path: /embeddings");

    assertThat(answer.text()).contains("\"content\":\"one two\"");
  }

  @Test
  void aFailureGoesOnToTheNextTarget() {
    RawClient.Answer answer =
        gateway.chat("faulty-first", "Hi", false, "x-faulty-backend: overloaded");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-plurence-target")).hasValue("a/faulty-first");
  }

  @Test
  void theBreakerOpensAndTheVerticleIsLeftAlone() {
    try (ExtendedGateway alone = faulty()) {
      await()
          .untilAsserted(
              () ->
                  Contract.isError(
                      alone.chat("faulty", "Hi", false, "x-faulty-backend: throws"),
                      ErrorCode.NO_HEALTHY_TARGET));
    }
  }

  @Test
  void nobodyThereIsARefusedConnection() {
    try (ExtendedGateway empty = ExtendedGateway.start(jars);
        ExtendedGateway without =
            ExtendedGateway.start(jars, "{ name: com.example.faulty.PlainVerticle }")) {
      Contract.isError(empty.chat("echo", "Hi", false), ErrorCode.UPSTREAM_REFUSED);
      Contract.isError(without.chat("echo", "Hi", true), ErrorCode.UPSTREAM_REFUSED);
    }
  }

  @Test
  void aMistakeNamesTheExtensionInTheLog() {
    try (RecordedLog log = RecordedLog.of("com.plurence.gateway.extension.host");
        ExtendedGateway alone = faulty()) {
      alone.chat("faulty", "Hi", false, "x-faulty-backend: throws");

      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.contains("extension=\"com.example.faulty.Faulty\"")
                      && line.contains("its backend threw or failed"));
    }
  }

  @Test
  void aClientThatLeavesStopsTheStream() throws IOException {
    try (ExtendedGateway alone = faulty()) {
      try (RawClient client = alone.connect()) {
        client.write(
            ExtendedGateway.chatRequest("faulty", "Hi", true, "x-faulty-backend: endless"));
        assertThat(client.readHead().status()).isEqualTo(200);
      }

      await()
          .untilAsserted(
              () ->
                  assertThat(alone.chat("faulty", "Hi", false, "x-faulty-backend: unwanted").text())
                      .isEqualTo("{\"choices\":[{\"unwanted\":1}]}"));
    }
  }

  private static ExtendedGateway faulty() {
    return ExtendedGateway.start(jars, "{ name: com.example.faulty.Faulty, fail: open }");
  }
}
