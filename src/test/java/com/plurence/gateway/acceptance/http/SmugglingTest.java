package com.plurence.gateway.acceptance.http;

import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chat;
import static com.plurence.gateway.testing.client.Requests.chatBody;
import static com.plurence.gateway.testing.client.Requests.head;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No request hides in another, whatever a proxy before the gateway makes of the bytes. */
final class SmugglingTest {
  private static final String BODY = chatBody("m", false);
  private static final String CHUNKS = "%x\r\n%s\r\n0\r\n\r\n".formatted(BODY.length(), BODY);

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked, xchunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: chunked|Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked|Content-Length: 4",
        "Content-Length: 4|Transfer-Encoding: chunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding:\u000bchunked",
        "Content-Length: 4|Content-Length: 5",
        "Content-Length: 4, 5",
        "Content-Length: +4",
        "Content-Length: 0x4",
        "Content-Length : 4",
        "Host: b|Content-Length: 0",
        ": a|Content-Length: 0",
        "X: a\0b|Content-Length: 0",
        "X: a\nContent-Length: 0",
        "X: a\rContent-Length: 0",
      })
  void whatTwoReadersCouldUnderstandDifferentlyEndsTheConnection(String framing)
      throws IOException {
    long before = gateway.demo().journal().requests();
    try (RawClient client = new RawClient(gateway.port())) {
      client.write(chatHead(framing) + CHUNKS + chat("m1", false));

      Contract.isError(client.read(), ErrorCode.MALFORMED_HTTP);
      assertThat(client.readAll()).isEmpty();
    }
    assertThat(gateway.demo().journal().requests()).isEqualTo(before);
  }

  /** A header of a similar name says nothing of the length: what follows is the next request. */
  @Test
  void contentXengthIsNoLength() throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      client.write(chatHead("Content-Xength: 20") + head("GET /livez"));

      Contract.isError(client.read(), ErrorCode.ENTITY_REQUIRED);
      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @Test
  void aFoldedHeaderIsOneHeader() throws IOException {
    RawClient.Answer answer =
        RawClient.send(gateway.port(), head("GET /livez", "X: a\r\n Content-Length: 5"));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void whatOnlyBeginsAsHttp2IsMalformed() throws IOException {
    RawClient.Answer answer = RawClient.send(gateway.port(), "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n");

    Contract.isError(answer, ErrorCode.MALFORMED_HTTP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "HtTP/1.1", "HTDP/1.1", "HTTP/2.0"})
  void anotherVersionIsNotRepeated(String version) throws IOException {
    RawClient.Answer answer =
        RawClient.send(gateway.port(), "GET /livez " + version + "\r\nHost: a\r\n\r\n");

    Contract.isError(answer, ErrorCode.HTTP_VERSION_UNSUPPORTED);
    assertThat(answer.head()).startsWith("HTTP/1.1 400 ");
  }

  private static String chatHead(String framing) {
    return head(
        "POST " + CHAT,
        "x-api-key: " + GatewayUnderTest.KEY,
        "Content-Type: application/json",
        framing.replace("|", "\r\n"));
  }
}
