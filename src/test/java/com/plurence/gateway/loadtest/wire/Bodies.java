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

  /** One that is answered whole and one that is streamed. */
  public static List<String> bothKinds(String model) {
    return List.of(chat(model, 1024), stream(model));
  }

  /** A chat whose answer is streamed. */
  public static String stream(String model) {
    return "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
        .formatted(model);
  }
}
