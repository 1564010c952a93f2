package com.plurence.gateway.testing.client;

import com.plurence.gateway.testing.GatewayUnderTest;

/** Requests as bytes for a {@link RawClient}. */
public final class Requests {
  /** The path of the endpoint that most tests go to. */
  public static final String CHAT = "/v1/chat/completions";

  private Requests() {}

  /** A chat request of the owner of the good key. */
  public static String chat(String model, boolean stream, String... headers) {
    return post(CHAT, chatBody(model, stream), headers);
  }

  /** A POST of the owner of the good key. */
  public static String post(String path, String body, String... headers) {
    return postAs(GatewayUnderTest.KEY, path, body, headers);
  }

  /** A POST of the owner of {@code key}. */
  public static String postAs(String key, String path, String body, String... headers) {
    return head(
            "POST " + path,
            "x-api-key: " + key,
            "Content-Type: application/json",
            "Content-Length: " + body.length(),
            String.join("\r\n", headers))
        + body;
  }

  /** The head of a request: method and path, and headers, of which empty ones are left out. */
  public static String head(String methodAndPath, String... headers) {
    StringBuilder head = new StringBuilder(methodAndPath).append(" HTTP/1.1\r\nHost: a\r\n");
    for (String header : headers) {
      if (!header.isEmpty()) {
        head.append(header).append("\r\n");
      }
    }
    return head.append("\r\n").toString();
  }

  /** The body of a small chat request. */
  public static String chatBody(String model, boolean stream) {
    return """
    {"model":"%s","stream":%b,"messages":[{"role":"user","content":"Hi"}]}\
    """
        .formatted(model, stream);
  }
}
