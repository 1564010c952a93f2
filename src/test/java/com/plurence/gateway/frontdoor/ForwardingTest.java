package com.plurence.gateway.frontdoor;

import static com.plurence.gateway.testing.Requests.CHAT;
import static com.plurence.gateway.testing.Requests.chat;
import static com.plurence.gateway.testing.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.demo.DemoJournal;
import com.plurence.gateway.testing.DemoGateway;
import com.plurence.gateway.testing.RawClient;
import com.plurence.gateway.testing.TestKeys;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What passes between client and provider, and what stays on its side. */
final class ForwardingTest {
  private static DemoGateway gateway;

  @BeforeAll
  static void start() {
    gateway = DemoGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void theBytesOfTheRequestPassButForTheNameOfTheModel() throws IOException {
    String odd =
        "{ \"x\":1.50e1,\"model\" : \"m\",\r\n\t\"messages\":[{\"role\":\"user\",\"content\":\"\\u0048i\"}],\"a\":{\"model\":\"m\"} }";

    RawClient.send(gateway.port(), post(CHAT, odd));

    assertThat(last().body().toString())
        .isEqualTo(odd.replace("\"model\" : \"m\"", "\"model\" : \"upstream-0\""));
  }

  @Test
  void theBytesOfTheAnswerPass() throws IOException {
    String odd =
        "{ \"id\":\"x\",\"object\":\"chat.completion\",\r\n \"choices\":[ {\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"\\u0048i\"},\"n\":1.50e1} ] }\n";
    String script = Base64.getEncoder().encodeToString(odd.getBytes(StandardCharsets.UTF_8));

    RawClient.Answer answer =
        RawClient.send(gateway.port(), chat("m", false, "x-demo-body: " + script));

    assertThat(answer.text()).isEqualTo(odd);
  }

  @Test
  void headersOfOneHopAndCredentialsStayOnTheirSideOfTheRequest() throws IOException {
    RawClient.send(
        gateway.port(),
        chat(
            "m",
            false,
            "Authorization: Bearer " + TestKeys.KEY,
            "Connection: keep-alive, X-Nominated",
            "X-Nominated: stays",
            "Keep-Alive: timeout=5",
            "TE: trailers",
            "Proxy-Authorization: Basic stays",
            "Cookie: session=stays",
            "X-Request-Id: stays",
            "X-Forwarded-For: 10.0.0.1",
            "OpenAI-Organization: stays",
            "Accept-Encoding: br",
            "X-Custom: passes",
            "OpenAI-Beta: passes"));

    MultiMap headers = last().headers();
    assertThat(headers.get("x-custom")).isEqualTo("passes");
    assertThat(headers.get("openai-beta")).isEqualTo("passes");
    assertThat(headers.getAll("authorization"))
        .containsExactly("Bearer " + DemoGateway.PROVIDER_KEY);
    assertThat(headers.get("host")).startsWith("127.0.0.1:" + gateway.demo().port());
    assertThat(headers.toString()).doesNotContain("stays", TestKeys.KEY, "timeout=5", "10.0.0.1");
    for (String name : List.of("x-api-key", "te", "keep-alive", "cookie", "x-forwarded-for")) {
      assertThat(headers.contains(name)).as(name).isFalse();
    }
  }

  @Test
  void headersOfOneHopAndOfTheProviderAloneStayOnTheirSideOfTheAnswer() throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.port(),
            chat(
                "m",
                false,
                "x-demo-header: Connection: X-Nominated",
                "x-demo-header: X-Nominated: stays",
                "x-demo-header: Keep-Alive: timeout=5",
                "x-demo-header: Set-Cookie: session=stays",
                "x-demo-header: Server: stays",
                "x-demo-header: X-Request-Id: stays",
                "x-demo-header: OpenAI-Organization: stays",
                "x-demo-header: Access-Control-Allow-Origin: stays",
                "x-demo-header: Authorization: stays",
                "x-demo-header: OpenAI-Version: passes"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("openai-version")).hasValue("passes");
    assertThat(answer.head()).doesNotContain("stays", "timeout=5");
    assertThat(answer.headers("x-request-id")).hasSize(1);
  }

  @Test
  void aCompressedAnswerIsReadable() throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.port(), chat("m", false, "x-demo-gzip: true", "Accept-Encoding: gzip"));

    assertThat(answer.header("content-encoding")).isEmpty();
    assertThat(answer.text()).contains("\"choices\"");
  }

  private static DemoJournal.Seen last() {
    List<DemoJournal.Seen> seen = gateway.demo().journal().seen();
    return seen.get(seen.size() - 1);
  }
}
