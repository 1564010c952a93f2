package com.plurence.gateway.demo.answer;

import java.util.Locale;

/**
 * The members that every chat answer begins with. They come from the request, not from a clock, so
 * that the same request always has the same bytes.
 */
final class Identity {
  /** 2026-01-01T00:00:00Z. */
  static final long CREATED = 1_767_225_600L;

  private Identity() {}

  static String members(String object, ChatRequest chat) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"chatcmpl-demo%08x%08x\",\"object\":\"%s\",\"created\":%d,\"model\":\"%s\","
            + "\"service_tier\":\"default\",\"system_fingerprint\":\"fp_demo\",",
        chat.model().hashCode(),
        chat.prompt().hashCode(),
        object,
        CREATED,
        JsonText.escaped(chat.model()));
  }

  static String usage(ChatRequest chat, int completionTokens) {
    return "\"usage\":{\"prompt_tokens\":"
        + chat.promptTokens()
        + ",\"completion_tokens\":"
        + completionTokens
        + ",\"total_tokens\":"
        + ((long) chat.promptTokens() + completionTokens)
        + "}";
  }
}
