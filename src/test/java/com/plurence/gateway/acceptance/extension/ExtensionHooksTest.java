package com.plurence.gateway.acceptance.extension;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.testing.RecordedLog;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guardrail in a jar of its own, seen by a client. */
final class ExtensionHooksTest {
  private static ExtendedGateway gateway;

  @BeforeAll
  static void start(@TempDir Path jars) throws IOException {
    ExtensionJar.ofExample("guardrail", jars);
    gateway =
        ExtendedGateway.start(
            jars,
            "{ name: com.example.guardrail.RedactMail, deadline: 2s, config: { mark: '[gone]' } }");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aRequestIsChangedBeforeTheProviderSeesIt() {
    RawClient.Answer answer = gateway.chat("write to ann@example.org now", false);

    assertThat(answer.text()).contains("You said: write to [gone] now").doesNotContain("ann@");
  }

  @Test
  void aWholeAnswerIsChangedAndStaysWellFormed() {
    String body = completion("It is ann@example.org, \\\"Ann\\\".");

    RawClient.Answer answer =
        gateway.chat(
            "who?", false, "x-demo-body: " + Base64.getEncoder().encodeToString(bytes(body)));

    assertThat(new JsonObject(answer.text()).encode()).contains("It is [gone], \\\"Ann\\\".");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 100})
  void anAddressThatIsCutAcrossEventsIsRedactedInAStream(int size) {
    String said = "Write to ann@example.org or to bob.b@example.com";

    RawClient.Answer answer =
        gateway.chat(
            "who?",
            true,
            "x-demo-content-type: text/event-stream",
            "x-demo-body: " + Base64.getEncoder().encodeToString(bytes(stream(said, size))));

    assertThat(contents(answer)).isEqualTo("Write to [gone] or to [gone]");
    assertThat(answer.text()).endsWith("data: [DONE]\n\n").containsOnlyOnce("[DONE]");
  }

  @Test
  void anEventThatNoEditorChangesKeepsEveryByte() {
    String exact =
        "id: 7\nevent: x\ndata: {\"choices\": [ ] , \"odd\":1}\n\n: a comment\n\n"
            + stream("Hi ", 3);

    RawClient.Answer answer =
        gateway.chat(
            "who?",
            true,
            "x-demo-content-type: text/event-stream",
            "x-demo-body: " + Base64.getEncoder().encodeToString(bytes(exact)));

    assertThat(answer.text())
        .startsWith("id: 7\nevent: x\ndata: {\"choices\": [ ] , \"odd\":1}\n\ndata: ");
  }

  @Test
  void anAttributeStandsInTheAccessLog() {
    try (RecordedLog log = RecordedLog.of("access")) {
      gateway.chat("a@b.de and c@d.ef", false);

      await()
          .untilAsserted(
              () -> assertThat(log.lines()).anyMatch(l -> l.contains("ext.mails=\"2\"")));
    }
  }

  private static String completion(String content) {
    return "{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
        + content
        + "\"},\"finish_reason\":\"stop\"}]}";
  }

  private static String stream(String content, int size) {
    StringBuilder events = new StringBuilder();
    for (int at = 0; at < content.length(); at += size) {
      JsonObject delta =
          new JsonObject()
              .put("content", content.substring(at, Math.min(content.length(), at + size)));
      events.append("data: ").append(chunk(delta, null)).append("\n\n");
    }
    return events + "data: " + chunk(new JsonObject(), "stop") + "\n\ndata: [DONE]\n\n";
  }

  private static String chunk(JsonObject delta, @Nullable String finish) {
    JsonObject choice =
        new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finish);
    return new JsonObject()
        .put("object", "chat.completion.chunk")
        .put("choices", new JsonArray().add(choice))
        .encode();
  }

  private static String contents(RawClient.Answer answer) {
    return List.of(answer.text().split("\n\n")).stream()
        .filter(event -> event.startsWith("data: {"))
        .map(event -> new JsonObject(event.substring("data: ".length())))
        .map(chunk -> chunk.getJsonArray("choices").getJsonObject(0).getJsonObject("delta"))
        .map(delta -> delta.getString("content", ""))
        .collect(Collectors.joining());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
