package com.plurence.gateway.loadtest.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The requests of a scenario, ready to be sent in turn: nothing is built while it is measured.
 * Confined to one event loop.
 */
public final class Requests {
  private static final String PATH = "/v1/chat/completions";

  private final List<ByteBuf> ready = new ArrayList<>();
  private int next;

  private Requests() {}

  /** One for each key, all with the same headers and body. */
  public static Requests of(
      URI target, List<String> keys, Map<String, String> headers, String body) {
    Requests requests = new Requests();
    keys.forEach(key -> requests.ready.add(encode(target, key, headers, body)));
    return requests;
  }

  /** One for each key and each set of headers, in turn. */
  public static Requests of(
      URI target, String key, List<Map<String, String>> headersInTurn, String body) {
    Requests requests = new Requests();
    headersInTurn.forEach(headers -> requests.ready.add(encode(target, key, headers, body)));
    return requests;
  }

  private static ByteBuf encode(URI target, String key, Map<String, String> headers, String body) {
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(target.getRawPath()).append(PATH).append(" HTTP/1.1\r\n");
    head.append("host: ").append(target.getAuthority()).append("\r\n");
    head.append("authorization: Bearer ").append(key).append("\r\n");
    head.append("content-type: application/json\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    head.append("content-length: ").append(bytes.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    return Unpooled.unreleasableBuffer(
        Unpooled.directBuffer(start.length + bytes.length).writeBytes(start).writeBytes(bytes));
  }

  /** The next request; sending it does not use it up. */
  public ByteBuf next() {
    ByteBuf request = ready.get(next);
    next = next + 1 == ready.size() ? 0 : next + 1;
    return request.duplicate();
  }
}
