package com.plurence.gateway.acceptance.hostile;

import static com.plurence.gateway.acceptance.hostile.Bytes.latin1;
import static com.plurence.gateway.testing.client.Requests.chat;
import static com.plurence.gateway.testing.client.Requests.chatBody;
import static com.plurence.gateway.testing.client.Requests.head;
import static com.plurence.gateway.testing.client.Requests.post;

import com.plurence.gateway.testing.GatewayUnderTest;
import java.util.List;
import java.util.SplittableRandom;

/** HTTP/1.1 as attackers, broken clients and port scanners speak it. */
final class HostileHttp implements Ammunition {
  /** Ends whatever was begun, as far as that is possible, and has the connection closed. */
  static final byte[] LAST = latin1("\r\n\r\n" + head("GET /livez", "Connection: close"));

  private static final String KEY = "x-api-key: " + GatewayUnderTest.KEY;
  private static final String BODY = chatBody("m", false);
  private static final String CHUNKED_BODY =
      Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";
  private static final String SMUGGLED = head("GET /v1/models", KEY);

  private static final List<String> WELL_FORMED =
      List.of(
          head("GET /livez"),
          head("GET /v1/models", KEY),
          head("GET /v1/models/m", "Authorization: Bearer " + GatewayUnderTest.KEY),
          head("OPTIONS /v1/chat/completions", "Origin: https://a.example"),
          chat("m", false),
          chat("m", true, "x-demo-chunks: 2"),
          post("/v1/embeddings", "{\"model\":\"m\",\"input\":\"Hi\"}"),
          chunked("Transfer-Encoding: chunked", CHUNKED_BODY));

  /** Where two readers of HTTP may disagree on where a request ends. */
  private static final List<String> AMBIGUOUS =
      List.of(
          chunked("Content-Xength: 20", BODY),
          chunked("Transfer-Encoding: chunked, xchunked", CHUNKED_BODY + SMUGGLED),
          chunked("Transfer-Encoding: xchunked", CHUNKED_BODY + SMUGGLED),
          chunked("Transfer-Encoding: chunked, identity", CHUNKED_BODY + SMUGGLED),
          chunked("Transfer-Encoding: identity, chunked", CHUNKED_BODY + SMUGGLED),
          chunked("Transfer-Encoding : chunked", CHUNKED_BODY + SMUGGLED),
          chunked("Transfer-Encoding:\u000bchunked", CHUNKED_BODY + SMUGGLED),
          chunked("Transfer-Encoding: chunked\r\nTransfer-Encoding: x", CHUNKED_BODY + SMUGGLED),
          chunked("Transfer-Encoding: chunked\r\nContent-Length: 4", CHUNKED_BODY + SMUGGLED),
          chunked("Content-Length: 4\r\nTransfer-Encoding: chunked", CHUNKED_BODY + SMUGGLED),
          chunked("Content-Length: 4\r\nContent-Length: 5", BODY + SMUGGLED),
          chunked("Content-Length: 4, 5", BODY + SMUGGLED),
          chunked("Content-Length: 4, 4", BODY + SMUGGLED),
          chunked("Content-Length: +4", BODY + SMUGGLED),
          chunked("Content-Length: 0x4", BODY + SMUGGLED),
          chunked("Content-Length: 4 4", BODY + SMUGGLED),
          chunked("Content-Length:", BODY + SMUGGLED),
          chunked("Content-Length : 4", BODY + SMUGGLED),
          chunked(" Content-Length: 4", BODY + SMUGGLED),
          chunked("X: a\r\n Content-Length: 4", BODY + SMUGGLED),
          chunked("X: a\nContent-Length: 4", BODY + SMUGGLED),
          chunked("X: a\rContent-Length: 4", BODY + SMUGGLED),
          chunked("X: a\0b", BODY + SMUGGLED),
          chunked("X\0: a", BODY + SMUGGLED),
          chunked(": a", BODY + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "g\r\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "-1\r\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "+1\r\na\r\n0\r\n\r\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "0x1\r\na\r\n0\r\n\r\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "1 \r\na\r\n0\r\n\r\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "1\na\n0\n\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "1\r\nab\r\n0\r\n\r\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "1;\r\na\r\n0\r\n\r\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "1;a=\"\r\n\"\r\na\r\n0\r\n\r\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "fffffffffffffffff\r\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "7fffffff\r\n" + SMUGGLED),
          chunked(
              "Transfer-Encoding: chunked", "1\r\na\r\n0\r\nContent-Length: 9\r\n\r\n" + SMUGGLED),
          chunked("Transfer-Encoding: chunked", "1\r\na\r\n0\r\nbad trailer\r\n\r\n" + SMUGGLED),
          "GET http://a/livez HTTP/1.1\r\nHost: b\r\n\r\n",
          "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
          "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
          "GET /livez HTTP/1.1\r\nHost: a b\r\n\r\n",
          "GET /livez HTTP/1.1\r\nHost:\r\n\r\n",
          "GET /livez HTTP/1.0\r\n\r\n",
          "GET /livez\r\n\r\n",
          "GET  /livez HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET\t/livez\tHTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /livez HTTP/1.1 \r\nHost: a\r\n\r\n",
          "GET /liv\0ez HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /liv ez HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET livez HTTP/1.1\r\nHost: a\r\n\r\n",
          "G\u00e4T /livez HTTP/1.1\r\nHost: a\r\n\r\n",
          "\r\n\r\n\r\nGET /livez HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /livez HTTP/1.1\nHost: a\n\n");

  @Override
  public Shot next(SplittableRandom random) {
    byte[] request =
        switch (random.nextInt(10)) {
          case 0 -> Bytes.random(random, 300);
          case 1, 2 -> latin1(any(AMBIGUOUS, random));
          case 3 -> Bytes.spoilt(latin1(any(AMBIGUOUS, random)), random);
          case 4 -> latin1(oversized(random));
          case 5 -> latin1(any(WELL_FORMED, random) + any(AMBIGUOUS, random));
          default -> Bytes.spoilt(latin1(any(WELL_FORMED, random)), random);
        };
    return new Shot(Bytes.pieces(Bytes.join(request, LAST), random), 1);
  }

  @Override
  public Witness witness() {
    return new Http1Witness();
  }

  private static String oversized(SplittableRandom random) {
    String much = "a".repeat(4000 + random.nextInt(8000));
    return switch (random.nextInt(8)) {
      case 0 -> head("GET /" + much);
      case 1 -> head("GET /v1/models?" + much, KEY);
      case 2 -> head("GET /livez", "X: " + much.repeat(4));
      case 3 -> head("GET /livez", much.repeat(4) + ": x");
      case 4 -> head("GET /livez", "X: y\r\n".repeat(3000) + "X: y");
      case 5 -> chunked("Transfer-Encoding: chunked", "1;" + much.repeat(4) + "\r\na\r\n0\r\n\r\n");
      case 6 -> chunked("Transfer-Encoding: chunked", "1\r\n{\r\n".repeat(2000) + "0\r\n\r\n");
      default -> chunked("Transfer-Encoding: chunked", "0\r\n" + "X: y\r\n".repeat(9000) + "\r\n");
    };
  }

  private static String chunked(String framing, String body) {
    return head("POST /v1/chat/completions", KEY, "Content-Type: application/json", framing) + body;
  }

  private static String any(List<String> some, SplittableRandom random) {
    return some.get(random.nextInt(some.size()));
  }
}
