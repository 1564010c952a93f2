package com.plurence.gateway.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the client says of a request: what it belongs to, and how it is to be answered. Written
 * while the request is read; lives on its event loop.
 */
public final class Attribution {
  private Map<String, String> tags = Map.of();
  private @Nullable String endUser;
  private @Nullable String traceId;
  private boolean streamed;

  /** The client waits for a stream. */
  public void streams() {
    streamed = true;
  }

  /** Whether the client waits for a stream. */
  public boolean isStreamed() {
    return streamed;
  }

  /** The client has put these tags on it. */
  public void tagged(Map<String, String> all) {
    tags = all;
  }

  /** The application asks for {@code user}. */
  public void askedFor(String user) {
    endUser = user;
  }

  /** It is part of the W3C trace {@code id}. */
  public void traced(String id) {
    traceId = id;
  }

  /** In the order in which the client named them. */
  public Map<String, String> tags() {
    return tags;
  }

  /** For whom the application asks; null: nobody said, or it is not to be kept. */
  public @Nullable String endUser() {
    return endUser;
  }

  /** The trace that it is part of, in 32 hexadecimal digits; null: of none. */
  public @Nullable String traceId() {
    return traceId;
  }
}
