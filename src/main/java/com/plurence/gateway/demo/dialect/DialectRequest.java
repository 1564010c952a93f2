package com.plurence.gateway.demo.dialect;

import com.plurence.gateway.demo.answer.ChatRequest;

/**
 * What a response in one of the dialects depends on.
 *
 * @param chat what all dialects have in common
 * @param thinks whether the model is to show what it thinks
 * @param cached whether a part of the prompt is marked as worth caching
 */
record DialectRequest(ChatRequest chat, boolean thinks, boolean cached) {
  /** Of the prompt, what was in the provider's cache. */
  int cacheRead() {
    return cached ? chat.promptTokens() / 2 : 0;
  }
}
