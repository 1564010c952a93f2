package com.plurence.gateway.idempotency;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response as it is kept for whoever sends the same request again.
 *
 * @param headers beside those that every response has
 */
public record StoredResponse(int status, Map<String, String> headers, Buffer body) {
  /** What tells the client that the response was kept: {@code true}. */
  public static final String REPLAYED = "idempotent-replayed";

  /** What tells the client that the same request would be done again: {@code false}. */
  public static final String KEPT = "idempotent-kept";

  public StoredResponse {
    headers = Map.copyOf(headers);
  }

  /** Everything in one piece: the length of the headers, the headers, the body. */
  byte[] bytes() {
    JsonObject head = new JsonObject().put("status", status).put("headers", new JsonObject());
    headers.forEach(head.getJsonObject("headers")::put);
    byte[] text = head.toBuffer().getBytes();
    byte[] whole = new byte[Integer.BYTES + text.length + body.length()];
    ByteBuffer.wrap(whole).putInt(text.length).put(text);
    body.getBytes(whole, Integer.BYTES + text.length);
    return whole;
  }

  /** Reads what {@link #bytes()} wrote. */
  static StoredResponse of(byte[] bytes) {
    Buffer whole = Buffer.buffer(bytes);
    int body = Integer.BYTES + whole.getInt(0);
    JsonObject head = whole.getBuffer(Integer.BYTES, body).toJsonObject();
    Map<String, String> headers = new LinkedHashMap<>();
    head.getJsonObject("headers")
        .forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
    return new StoredResponse(
        head.getInteger("status"), headers, whole.getBuffer(body, whole.length()));
  }
}
