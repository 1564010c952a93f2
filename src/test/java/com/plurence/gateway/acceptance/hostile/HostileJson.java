package com.plurence.gateway.acceptance.hostile;

import static com.plurence.gateway.acceptance.hostile.Bytes.latin1;
import static com.plurence.gateway.testing.client.Requests.head;

import com.plurence.gateway.testing.GatewayUnderTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Good HTTP around bodies that are not what they should be, several on one connection. */
final class HostileJson implements Ammunition {
  private static final int REQUESTS = 4;

  private static final String[] DOCUMENTS = {
    """
    {"model":"m","messages":[{"role":"user","content":"Hi"}]}\
    """,
    """
    {"model":"m","stream":true,"stream_options":{"include_usage":false},"max_tokens":5,"temperature":0.5,
     "messages":[{"role":"system","content":"Be brief"},{"role":"user","content":[{"type":"text","text":"Hi"}]}]}\
    """,
    """
    {"model":"m","messages":[{"role":"user","content":"\\u00e4\\ud83d\\ude00"}],"n":1,"stop":["a","b"],"user":"u",
     "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}],"logit_bias":{"1":-100}}\
    """,
    """
    {"model":"m","input":["a","b"],"encoding_format":"float","dimensions":8}\
    """,
  };

  private static final String[] VALUES = {
    "null",
    "true",
    "0",
    "-0",
    "1e999",
    "-1",
    "1.5",
    "01",
    "1.",
    ".5",
    "NaN",
    "Infinity",
    "\"\"",
    "\"m\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"\\x\"",
    "\"\n\"",
    "[]",
    "{}",
    "[[]]",
    "{\"a\":}",
    "[1,]",
    "{,}",
    "'m'",
    "/* */ 1",
    "99999999999999999999999999",
    "\"user\"",
    "[null]",
    "{\"type\":\"text\"}",
    "\u00ef\u00bb\u00bf1",
    "\"" + "a".repeat(3000) + "\"",
    "[".repeat(100) + "]".repeat(100),
    "{\"a\":".repeat(70) + "1" + "}".repeat(70),
    "\"\u00ff\u00fe\"",
    "\"\u00c0\u0080\"",
    "\"\u00ed\u00a0\u0080\"",
  };

  @Override
  public Shot next(SplittableRandom random) {
    List<byte[]> pieces = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      pieces.addAll(Bytes.pieces(request(body(random), random), random));
    }
    pieces.add(HostileHttp.LAST);
    return new Shot(pieces, REQUESTS);
  }

  @Override
  public Witness witness() {
    return new Http1Witness();
  }

  private static byte[] request(byte[] body, SplittableRandom random) {
    String path = random.nextInt(4) == 0 ? "/v1/embeddings" : "/v1/chat/completions";
    boolean chunked = random.nextInt(4) == 0 && body.length > 0;
    String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length;
    byte[] head =
        latin1(
            head(
                "POST " + path,
                "x-api-key: " + GatewayUnderTest.KEY,
                "Content-Type: application/json",
                framing));
    return chunked
        ? Bytes.join(
            head, latin1(Integer.toHexString(body.length) + "\r\n"), body, latin1("\r\n0\r\n\r\n"))
        : Bytes.join(head, body);
  }

  private static byte[] body(SplittableRandom random) {
    String document = DOCUMENTS[random.nextInt(DOCUMENTS.length)];
    return switch (random.nextInt(8)) {
      case 0 -> Bytes.random(random, 200);
      case 1 -> Bytes.spoilt(document.getBytes(StandardCharsets.UTF_8), random);
      case 2 -> latin1(VALUES[random.nextInt(VALUES.length)]);
      case 3 -> latin1(document.substring(0, random.nextInt(document.length())));
      case 4 -> new byte[0];
      default -> latin1(withOddValues(document, random));
    };
  }

  /** Puts odd values where there were good ones. */
  private static String withOddValues(String document, SplittableRandom random) {
    String odd = document;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int colon = odd.indexOf(':', random.nextInt(odd.length()));
      if (colon >= 0) {
        int end = colon + 1 + random.nextInt(Math.min(12, odd.length() - colon));
        odd =
            odd.substring(0, colon + 1)
                + VALUES[random.nextInt(VALUES.length)]
                + odd.substring(end);
      }
    }
    return odd;
  }
}
