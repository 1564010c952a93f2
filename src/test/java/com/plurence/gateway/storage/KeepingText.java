package com.plurence.gateway.storage;

import com.plurence.gateway.idempotency.Keeping;
import com.plurence.gateway.idempotency.StoredResponse;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Keeps texts, and says of each how it came. */
final class KeepingText implements Keeping<String> {
  @Override
  public long length(String text) {
    return text.length();
  }

  @Override
  public StoredResponse keep(String text) {
    return new StoredResponse(201, Map.of("etag", "1"), Buffer.buffer(text));
  }

  @Override
  public String replayed(StoredResponse kept) {
    return "replayed " + kept.body();
  }

  @Override
  public String unkept(String text) {
    return "unkept " + text;
  }
}
