package com.plurence.gateway.demo.answer;

import com.plurence.gateway.demo.script.DemoScript;
import io.vertx.core.buffer.Buffer;

/** The plain answer: one {@code chat.completion}. */
public final class ChatCompletion {
  private ChatCompletion() {}

  /** The answer of a provider to a request. */
  public static Body of(String provider, ChatRequest chat, DemoScript.Content content) {
    ChatText text = new ChatText(provider, chat, content);
    String beginning =
        Identity.members("chat.completion", chat)
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"";
    String end =
        "\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
            + Identity.usage(chat, text.plainTokens())
            + "}";
    return content.size().isPresent()
        ? new Body(Buffer.buffer(beginning), content.size().getAsInt(), Buffer.buffer(end))
        : Body.of(beginning + text.whole() + end);
  }
}
