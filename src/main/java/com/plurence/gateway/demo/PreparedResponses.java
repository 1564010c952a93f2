package com.plurence.gateway.demo;

import com.plurence.gateway.demo.answer.ChatCompletion;
import com.plurence.gateway.demo.answer.ChatRequest;
import com.plurence.gateway.demo.answer.ChatStream;
import com.plurence.gateway.demo.script.DemoScript;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Normal answers, whole, each made once: as the upstream of a load test the provider must cost as
 * little as it can. Confined to one event loop.
 */
final class PreparedResponses {
  private static final int MOST = 64;

  private final String provider;
  private final Map<ChatRequest, Buffer> answers = new LeastRecentlyUsed();

  PreparedResponses(String provider) {
    this.provider = provider;
  }

  Buffer to(ChatRequest chat) {
    return answers.computeIfAbsent(chat, this::prepared);
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

  private static final class LeastRecentlyUsed extends LinkedHashMap<ChatRequest, Buffer> {
    private static final long serialVersionUID = 1L;

    LeastRecentlyUsed() {
      super(MOST, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ChatRequest, Buffer> eldest) {
      return size() > MOST;
    }
  }
}
