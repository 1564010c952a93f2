package com.plurence.gateway.acceptance.extension;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.testing.GatewayUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guardrail between a client of chats and a provider of another dialect: it sees chats alone. */
final class TranslatedHooksTest {
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start(@TempDir Path jars) throws IOException {
    ExtensionJar.ofExample("guardrail", jars);
    gateway =
        GatewayUnderTest.with(
                "providers: { lab: { kind: demo } }",
                "models: { claude: { targets: [ { provider: lab, dialect: anthropic } ] } }")
            .extensions(
                jars,
                "{ name: com.example.guardrail.RedactMail, deadline: 2s, config: { mark: '[gone]' }"
                    + " }")
            .start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aRequestIsChangedBeforeItIsTranslated() {
    String body =
        """
        {"model":"claude","messages":[{"role":"user","content":"write to ann@example.org now"}]}\
        """;

    assertThat(gateway.post("/v1/chat/completions", body, Map.of()).text())
        .contains("You said: write to [gone] now")
        .contains("chat.completion");
  }

  @Test
  void aWholeResponseIsChangedAfterItIsTranslated() {
    String message =
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"c","stop_reason":"end_turn",
         "content":[{"type":"text","text":"It is ann@example.org."}]}\
        """;

    assertThat(gateway.chat("claude", false, Map.of("x-demo-body", base64(message))).text())
        .contains("\"content\":\"It is [gone].\"");
  }

  @Test
  void aStreamIsChangedAfterItIsTranslated() {
    String stream =
        """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","model":"c","usage":{"input_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"It is ann@exam"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"ple.org now"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

        event: message_stop
        data: {"type":"message_stop"}

        """;

    assertThat(
            gateway
                .chat(
                    "claude",
                    true,
                    Map.of(
                        "x-demo-body", base64(stream), "x-demo-content-type", "text/event-stream"))
                .text())
        .contains("[gone]")
        .doesNotContain("ann@", "ple.org")
        .endsWith("data: [DONE]\n\n");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
