package com.plurence.gateway.acceptance.http;

import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chatBody;
import static com.plurence.gateway.testing.client.Requests.head;
import static com.plurence.gateway.testing.client.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.demo.DemoJournal;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies at their limits of size, time and form. */
final class BodyEdgesTest {
  private static final int MIB = 1024 * 1024;
  private static final String JSON = "Content-Type: application/json";

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels("timeouts_http: { header: 500ms, body: 10s }");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "10, false", "10, true"})
  void aBodyUpToTheLimitReachesTheProviderUnchanged(int mib, boolean chunked) throws IOException {
    String body = bodyOf(mib * MIB);

    RawClient.Answer answer = send(body, chunked);

    assertThat(answer.status()).isEqualTo(200);
    List<DemoJournal.Seen> seen = gateway.demo().journal().seen();
    assertThat(seen.get(seen.size() - 1).body().toString().equals(asProviderSees(body))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aByteMoreIsRefused(boolean chunked) throws IOException {
    RawClient.Answer answer = send(bodyOf(10 * MIB + 1), chunked);

    Contract.isError(answer, ErrorCode.BODY_TOO_LARGE);
  }

  /** The client hears of it before it has sent what nobody wants. */
  @Test
  void aBodyThatIsTooLargeByItsHeadIsRefusedWithoutBeingRead() throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      client.write(chatHead(JSON, "Content-Length: 999999999", "Expect: 100-continue"));

      Contract.isError(client.read(), ErrorCode.BODY_TOO_LARGE);
      assertThat(client.isClosed()).isTrue();
    }
  }

  /** The interim answer is no response: the time limit of the head does not begin anew after it. */
  @Test
  void aClientThatWaitsForContinueGetsItAndThenItsAnswerHoweverLongThatTakes() throws IOException {
    String body = chatBody("m", false);
    try (RawClient client = new RawClient(gateway.port())) {
      client.write(
          chatHead(
              JSON,
              "Content-Length: " + body.length(),
              "Expect: 100-continue",
              "x-demo-latency: 1500"));
      RawClient.Answer interim = client.readHead();
      client.write(body);
      RawClient.Answer answer = client.read();
      RawClient.Answer next = client.write(head("GET /livez")).read();

      assertThat(interim.status()).isEqualTo(100);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).contains("\"choices\"");
      assertThat(next.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 0||ENTITY_REQUIRED",
        "X: no length||ENTITY_REQUIRED",
        "Transfer-Encoding: chunked|0~~~~|ENTITY_REQUIRED",
        "Content-Length: 4|null|ENTITY_REQUIRED",
        "Content-Length: 6| null |ENTITY_REQUIRED",
        "Content-Length: 3|[1]|VALIDATION_FAILED",
        "Content-Length: 2|{}|VALIDATION_FAILED",
        "Content-Length: 1|{|MALFORMED_JSON",
        "Transfer-Encoding: chunked|zz~~|MALFORMED_HTTP",
        "Transfer-Encoding: chunked|-1~~|MALFORMED_HTTP",
        "Transfer-Encoding: chunked|2~~{}~~0~~no trailer~~~~|MALFORMED_HTTP",
      })
  void whatIsNoRequestIsSaidInTheContract(String framing, String body, ErrorCode expected)
      throws IOException {
    String bytes = body == null ? "" : body.replace("~~", "\r\n");
    String sent = framing.equals("Content-Length: 6") ? " null " : bytes;

    RawClient.Answer answer = RawClient.send(gateway.port(), chatHead(JSON, framing) + sent);

    Contract.isError(answer, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "application/json; charset=utf-8, 200",
    "APPLICATION/JSON, 200",
    "application/vnd.api+json, 200",
    "text/plain, 400",
    "application/jsonp, 400",
    "multipart/form-data, 400",
  })
  void theContentTypeIsJsonHoweverItIsWritten(String type, int status) throws IOException {
    String body = chatBody("m", false);

    RawClient.Answer answer =
        RawClient.send(
            gateway.port(),
            chatHead("Content-Type: " + type, "Content-Length: " + body.length()) + body);

    assertThat(answer.status()).isEqualTo(status);
  }

  /** Some clients write one; a provider that gets it may refuse it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void aByteOrderMarkBeforeTheBodyIsTakenOff(int chunk) throws IOException {
    String body = "\u00ef\u00bb\u00bf" + chatBody("m", false);
    StringBuilder chunks = new StringBuilder();
    for (int at = 0; at < body.length(); at += chunk) {
      String part = body.substring(at, Math.min(body.length(), at + chunk));
      chunks.append("%x\r\n%s\r\n".formatted(part.length(), part));
    }

    RawClient.Answer answer =
        RawClient.send(
            gateway.port(), chatHead(JSON, "Transfer-Encoding: chunked") + chunks + "0\r\n\r\n");

    assertThat(answer.status()).isEqualTo(200);
    List<DemoJournal.Seen> seen = gateway.demo().journal().seen();
    assertThat(seen.get(seen.size() - 1).body().toString())
        .isEqualTo(asProviderSees(chatBody("m", false)));
  }

  @ParameterizedTest
  @CsvSource({
    "\u00ef\u00bb\u00bf, ENTITY_REQUIRED",
    "\u00ef\u00bb\u00bf\u00ef\u00bb\u00bf{}, MALFORMED_JSON",
    "\u00ef\u00bb, MALFORMED_JSON",
    "\u00ef\u00bb{}, MALFORMED_JSON",
    "\u00fe\u00ff{}, MALFORMED_JSON",
  })
  void onlyOneWholeByteOrderMarkIs(String body, ErrorCode expected) throws IOException {
    String framing = "Content-Length: " + body.length();

    Contract.isError(RawClient.send(gateway.port(), chatHead(JSON, framing) + body), expected);
  }

  @Test
  void withoutABodyNoContentTypeIsAskedFor() throws IOException {
    RawClient.Answer answer =
        RawClient.send(gateway.port(), chatHead("Transfer-Encoding: chunked") + "0\r\n\r\n");

    Contract.isError(answer, ErrorCode.ENTITY_REQUIRED);
  }

  @Test
  void theConnectionLivesOnAfterErrorsOfTheBody() throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      for (int i = 0; i < 3; i++) {
        Contract.isError(client.write(post(CHAT, "{")).read(), ErrorCode.MALFORMED_JSON);
        Contract.isError(client.write(post(CHAT, "{}")).read(), ErrorCode.VALIDATION_FAILED);
        Contract.isError(client.write(post(CHAT, "")).read(), ErrorCode.ENTITY_REQUIRED);
      }
      assertThat(client.write(post(CHAT, chatBody("m", false))).read().status()).isEqualTo(200);
    }
  }

  @Test
  void aHeadThatComesTooSlowlyIsRefusedOnAUsedConnectionToo() throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      client.write(head("GET /livez")).read();

      RawClient.Answer answer = client.write("GET /li").read();

      Contract.isError(answer, ErrorCode.REQUEST_TOO_SLOW);
      assertThat(client.isClosed()).isTrue();
    }
  }

  private static String chatHead(String... headers) {
    String[] all = new String[headers.length + 1];
    System.arraycopy(headers, 0, all, 1, headers.length);
    all[0] = "x-api-key: " + GatewayUnderTest.KEY;
    return head("POST " + CHAT, all);
  }

  private static String bodyOf(int bytes) {
    String start = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"";
    String end = "\"}],\"unknown\":[1.0E2 , null]}";
    return start + "a".repeat(bytes - start.length() - end.length()) + end;
  }

  private static String asProviderSees(String body) {
    return body.replace("\"model\":\"m\"", "\"model\":\"upstream-0\"");
  }

  private static RawClient.Answer send(String body, boolean chunked) throws IOException {
    String request =
        chunked
            ? chatHead(JSON, "Transfer-Encoding: chunked")
                + "%x\r\n%s\r\n0\r\n\r\n".formatted(body.length(), body)
            : chatHead(JSON, "Content-Length: " + body.length()) + body;
    return RawClient.send(gateway.port(), request);
  }
}
