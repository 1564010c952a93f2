package com.plurence.gateway.loadtest.wire;

import java.util.List;

/** The JSON that is sent. */
public final class Bodies {
  private static final String WORDS = "Tell me of the sea. ";

  private Bodies() {}

  /** A chat of about that many bytes, whose answer does not grow with it. */
  public static String chat(String model, int bytes) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"system\",\"content\":\"%s\"},{\"role\":\"user\",\"content\":\"Hi\"}]}"
        .formatted(model, WORDS.repeat(Math.max(1, (bytes - 120) / WORDS.length())));
  }

  /**
   * One that is answered whole and one that is streamed; with usage, for which the gateway would
   * ask by itself, so that its response is the provider's own to the byte.
   */
  public static List<String> bothKinds(String model) {
    String asking = "\"stream\":true,\"stream_options\":{\"include_usage\":true}";
    return List.of(chat(model, 1024), stream(model).replace("\"stream\":true", asking));
  }

  /** A chat whose answer is streamed. */
  public static String stream(String model) {
    return "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
        .formatted(model);
  }
}
