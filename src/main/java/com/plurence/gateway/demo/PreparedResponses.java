package com.plurence.gateway.demo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.plurence.gateway.demo.answer.ChatCompletion;
import com.plurence.gateway.demo.answer.ChatRequest;
import com.plurence.gateway.demo.answer.ChatStream;
import com.plurence.gateway.demo.script.DemoScript;
import io.vertx.core.buffer.Buffer;

/**
 * Normal responses, whole, each made once: as the upstream of a load test the provider must cost as
 * little as it can. Confined to one event loop.
 */
final class PreparedResponses {
  private static final int MOST = 64;

  private final String provider;
  private final Cache<ChatRequest, Buffer> responses =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  PreparedResponses(String provider) {
    this.provider = provider;
  }

  Buffer to(ChatRequest chat) {
    return responses.get(chat, this::prepared);
  }

  private Buffer prepared(ChatRequest chat) {
    Buffer whole = Buffer.buffer();
    if (chat.stream()) {
      new ChatStream(provider, chat, DemoScript.NORMAL).forEachRemaining(whole::appendBuffer);
    } else {
      whole.appendBuffer(
          ChatCompletion.of(provider, chat, DemoScript.NORMAL.content()).beginning());
    }
    return whole;
  }
}
