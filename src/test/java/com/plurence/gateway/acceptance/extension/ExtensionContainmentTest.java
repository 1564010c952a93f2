package com.plurence.gateway.acceptance.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.testing.RecordedLog;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an extension does wrong, the contract holds and the log names it. */
final class ExtensionContainmentTest {
  private static final String NAME = "com.example.faulty.Faulty";
  private static ExtendedGateway closed;
  private static ExtendedGateway open;

  private RecordedLog log;

  @BeforeAll
  static void start(@TempDir Path jars) throws IOException {
    ExtensionJar.ofExample("faulty", jars);
    closed = ExtendedGateway.start(jars, "{ name: " + NAME + ", deadline: 300ms }");
    open = ExtendedGateway.start(jars, "{ name: " + NAME + ", deadline: 300ms, fail: open }");
  }

  @AfterAll
  static void stop() {
    closed.close();
    open.close();
  }

  @BeforeEach
  void record() {
    log = RecordedLog.of("com.plurence.gateway.extension.host");
  }

  @AfterEach
  void recorded() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throws",
        "error",
        "fails",
        "null",
        "null-result",
        "never",
        "bad-body",
        "bad-target",
        "answer-throws",
        "answer-not-json"
      })
  void aFailureIsInternalAndNamedOnlyInTheLog(String fault) {
    letTheLogSpeakAgain();

    RawClient.Answer answer = closed.chat("Hi", false, "x-faulty: " + fault);

    Contract.isError(answer, ErrorCode.EXTENSION_FAILED);
    assertThat(answer.head() + answer.text()).doesNotContain("secret", "faulty", "Faulty");
    assertThat(log.lines()).anyMatch(line -> line.contains("extension=\"" + NAME + "\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throws",
        "error",
        "fails",
        "null",
        "null-result",
        "never",
        "bad-body",
        "bad-target",
        "answer-throws",
        "answer-not-json",
        "twice",
        ""
      })
  void aFailureIsPassedOverWhereThatIsWanted(String fault) {
    RawClient.Answer answer = open.chat("Hi", false, "x-faulty: " + fault);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("You said: Hi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream-throws", "stream-null", "stream-ends", "stream-floods"})
  void aStreamThatCannotBeginIsInternal(String fault) {
    RawClient.Answer answer = closed.chat("Hi", true, "x-faulty: " + fault);

    Contract.isError(answer, ErrorCode.EXTENSION_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream-throws", "stream-null", "stream-ends", "stream-floods"})
  void aStreamGoesOnWithoutAnEditorThatMayFail(String fault) {
    RawClient.Answer answer = open.chat("Hi", true, "x-faulty: " + fault);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("Hi").endsWith("data: [DONE]\n\n");
  }

  @Test
  void aStoppedStreamEndsWithTheErrorOfTheExtension() {
    RawClient.Answer answer =
        closed.chat("Hi", true, "x-faulty: stream-stops", "x-demo-interval: 30");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .contains("event: error\ndata: {\"error_id\":\"DAT039001\"")
        .contains("Not with this extension: enough")
        .doesNotContain("[DONE]");
  }

  @Test
  void droppedEventsLeaveTheEndOfTheAnswer() {
    RawClient.Answer answer = closed.chat("Hi", true, "x-faulty: stream-drops");

    assertThat(answer.text()).isEqualTo("data: [DONE]\n\n");
  }

  @Test
  void addedEventsFollowThoseTheyWereAddedTo() {
    RawClient.Answer answer = closed.chat("Hi", true, "x-faulty: stream-doubles");

    assertThat(answer.text()).contains("}\n\ndata: {\"added\":true}\n\ndata: {\"id\"");
  }

  @ParameterizedTest
  @CsvSource({"answer-shows-request, false", "stream-shows-request, true"})
  void whoeverSeesAnAnswerAlsoSeesWhatWasAsked(String fault, boolean streamed) {
    RawClient.Answer answer = closed.chat("Who are you?", streamed, "x-faulty: " + fault);

    assertThat(answer.text()).contains("\"content\":\"Who are you?\"");
  }

  @Test
  void whileTheClientDoesNotReadNothingIsEdited() throws IOException {
    AtomicInteger edited = new AtomicInteger(-1);
    try (RawClient client = closed.connect()) {
      client.write(
          ExtendedGateway.chatRequest(
              "m", "Hi", true, "x-faulty: counts", "x-demo-chunks: 20000", "x-demo-size: 100000"));
      assertThat(client.readHead().status()).isEqualTo(200);
      await()
          .pollInterval(Duration.ofMillis(300))
          .until(() -> edited.getAndSet(eventsEdited()) == eventsEdited());

      assertThat(edited).hasValueBetween(1, 1000);
    }
  }

  private static int eventsEdited() {
    return new JsonObject(closed.chat("Hi", false, "x-faulty: counts").text()).getInteger("edited");
  }

  @Test
  void whatAnEditorKeepsOfAStreamGoesWithTheStream() {
    RawClient.Answer answer =
        closed.chat("Hi", true, "x-faulty: stream-hoards", "x-demo-chunks: 2000");

    assertThat(answer.text()).endsWith("data: [DONE]\n\n");
    assertThat(answer.text().split("\n\n")).hasSizeGreaterThan(2000);
  }

  @Test
  void anEditorThatBlocksEndsItsStreamAndNoOther() {
    CompletableFuture<RawClient.Answer> blocked =
        CompletableFuture.supplyAsync(() -> closed.chat("Hi", true, "x-faulty: stream-blocks"));

    Contract.isError(blocked.join(), ErrorCode.EXTENSION_FAILED);
    await().untilAsserted(() -> assertThat(closed.chat("Hi", true).status()).isEqualTo(200));
  }

  @Test
  void anErrorOfItsOwnIsTheAnswerAndInTheRegistry() throws IOException {
    RawClient.Answer refused = closed.chat("Hi", false, "x-faulty: refuses");
    RawClient.Answer registry = closed.send("GET /v1/errors", "");

    JsonObject body = Contract.isError(refused.status(), refused::header, refused.text());
    assertThat(body.getString("error_id")).isEqualTo("DAT039001");
    assertThat(body.getString("message")).isEqualTo("Not with this extension: no");
    assertThat(registry.text()).contains("DAT039001");
  }

  @ParameterizedTest
  @CsvSource({"sets-header, 200, 400", "removes-header, 400, 200"})
  void aChangedHeaderIsWhatTheProviderGets(String change, String sent, int status) {
    RawClient.Answer answer =
        closed.chat("Hi", false, "x-faulty: " + change, "x-demo-status: " + sent);

    assertThat(answer.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"picks-a, a/m", "picks-b, b/m"})
  void aPickedTargetIsTheOneThatIsAsked(String pick, String target) {
    RawClient.Answer answer = closed.chat("Hi", false, "x-faulty: " + pick);

    assertThat(answer.header("x-plurence-target")).hasValue(target);
  }

  @Test
  void aBlockedExtensionHoldsUpNobodyAndIsNamed() {
    CompletableFuture<RawClient.Answer> blocked =
        CompletableFuture.supplyAsync(() -> open.chat("Hi", false, "x-faulty: blocks"));
    long begun = System.nanoTime();
    RawClient.Answer models = open.send("GET /v1/models", "");
    RawClient.Answer other = open.chat("Hi", false);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(models.status()).isEqualTo(200);
    assertThat(other.status()).isEqualTo(200);
    assertThat(took).isLessThan(Duration.ofSeconds(2));
    assertThat(blocked.join().status()).isEqualTo(200);
    await()
        .untilAsserted(
            () ->
                assertThat(log.lines())
                    .anyMatch(
                        line ->
                            line.startsWith("an extension blocks its event loop")
                                && line.contains(NAME)));
    await().until(() -> open.chat("Hi", false).status() == 200);
  }

  /** Those who come before it is known to be stuck wait for the deadline of 300 ms. */
  @Test
  void onlyTheFirstWaitForAnExtensionThatBlocks() {
    CompletableFuture<RawClient.Answer> blocked =
        CompletableFuture.supplyAsync(() -> open.chat("Hi", false, "x-faulty: blocks"));
    await().until(() -> log.lines().stream().anyMatch(line -> line.contains("deadline")));
    open.chat("Hi", false);
    long begun = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      assertThat(open.chat("Hi", false).status()).isEqualTo(200);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(took).isLessThan(Duration.ofMillis(1500));
    assertThat(blocked.join().status()).isEqualTo(200);
    await()
        .untilAsserted(
            () ->
                assertThat(open.chat("Hi", false, "x-faulty: picks-b").header("x-plurence-target"))
                    .hasValue("b/m"));
  }

  /** It complains once a second at most. */
  private void letTheLogSpeakAgain() {
    await()
        .pollInterval(Duration.ofMillis(250))
        .until(
            () -> {
              closed.chat("Hi", false, "x-faulty: fails");
              return !log.lines().isEmpty();
            });
  }
}
