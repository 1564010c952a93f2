package com.plurence.gateway.acceptance.inference;

import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chat;
import static com.plurence.gateway.testing.client.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.demo.DemoJournal;
import com.plurence.gateway.testing.GatewaySettings;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes between client and provider, and what stays on its side. */
final class ForwardingTest {
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void theBytesOfTheRequestPassButForTheNameOfTheModel() throws IOException {
    String odd =
        "{ \"x\":1.50e1,\"model\" : \"m\",\r\n"
            + "\t\"messages\":[{\"role\":\"user\",\"content\":\"\\u0048i\"}],\"a\":{\"model\":\"m\"}"
            + " }";

    RawClient.send(gateway.port(), post(CHAT, odd));

    assertThat(last().body().toString())
        .isEqualTo(odd.replace("\"model\" : \"m\"", "\"model\" : \"upstream-0\""));
  }

  @Test
  void theBytesOfTheAnswerPass() throws IOException {
    String odd =
        "{ \"id\":\"x\",\"object\":\"chat.completion\",\r\n"
            + " \"choices\":["
            + " {\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"\\u0048i\"},\"n\":1.50e1}"
            + " ] }\n";
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
            "Authorization: Bearer " + GatewayUnderTest.KEY,
            "Connection: keep-alive",
            "Connection: OpenAI-Nominated, X-Title",
            "connection: http-referer",
            "OpenAI-Nominated: stays",
            "X-Title: stays",
            "HTTP-Referer: stays",
            "Keep-Alive: timeout=5",
            "TE: trailers",
            "Accept-Encoding: br"));

    MultiMap headers = last().headers();
    assertThat(headers.getAll("authorization"))
        .containsExactly("Bearer " + GatewaySettings.PROVIDER_KEY);
    assertThat(headers.get("host")).startsWith("127.0.0.1:" + gateway.demo().port());
    assertThat(headers.toString()).doesNotContain("stays", GatewayUnderTest.KEY, "timeout=5");
    for (String name : List.of("x-api-key", "te", "keep-alive")) {
      assertThat(headers.contains(name)).as(name).isFalse();
    }
  }

  @Test
  void theProviderGetsTheRequestIdUnlessTheClientHasOneOfItsOwn() throws IOException {
    RawClient.Answer answer = RawClient.send(gateway.port(), chat("m", false));
    String ours = last().headers().get("x-client-request-id");

    RawClient.send(gateway.port(), chat("m", false, "X-Client-Request-Id: theirs"));
    String theirs = last().headers().get("x-client-request-id");

    assertThat(answer.header("x-request-id")).hasValue(ours);
    assertThat(theirs).isEqualTo("theirs");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAProviderSaysOfItselfDoesNotReachTheClient(boolean streamed) throws IOException {
    List<String> names =
        """
        connection x-nominated openai-nominated keep-alive set-cookie server date via alt-svc
        x-request-id request-id x-client-request-id apim-request-id openai-organization
        openai-project authorization x-api-key access-control-allow-origin
        access-control-expose-headers strict-transport-security content-security-policy
        clear-site-data refresh location link nel report-to server-timing timing-allow-origin
        idempotent-replayed ratelimit ratelimit-policy ratelimit-limit x-ratelimit-limit-requests
        x-ratelimit-remaining-tokens anthropic-ratelimit-tokens-limit anthropic-organization-id
        retry-after x-should-retry www-authenticate allow cf-ray cf-cache-status x-powered-by
        x-envoy-upstream-service-time x-ms-region x-amzn-requestid x-litellm-model-api-base
        x-runtime x-served-by etag age x-plurence-whatever\
        """
            .lines()
            .flatMap(line -> Stream.of(line.trim().split(" ")))
            .toList();
    Stream<String> lines =
        names.stream()
            .map(name -> name.equals("connection") ? "Connection: X-Nominated" : name + ": stays")
            .map(line -> "x-demo-header: " + line);

    RawClient.Answer answer =
        RawClient.send(
            gateway.port(),
            chat(
                "m",
                streamed,
                Stream.concat(
                        lines,
                        Stream.of(
                            "x-demo-header: Connection: OpenAI-Version",
                            "x-demo-header: OpenAI-Version: stays",
                            "x-demo-header: Content-Type: text/stays",
                            "x-demo-header: OpenAI-Model: passes"))
                    .toArray(String[]::new)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("openai-model")).hasValue("passes");
    assertThat(answer.headers("content-type")).hasSize(1);
    assertThat(answer.headers("x-request-id")).hasSize(1);
    assertThat(answer.head()).doesNotContain("stays");
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
