package com.plurence.gateway.demo.answer;

import com.plurence.gateway.demo.script.DemoScript;
import io.vertx.core.buffer.Buffer;

/** The plain answer: one {@code chat.completion}. */
public final class ChatCompletion {
  private ChatCompletion() {}

  /** The answer of a provider to a request. */
  public static Body of(String provider, ChatRequest chat, DemoScript.Content content) {
    ChatText text = new ChatText(provider, chat, content);
    String members = Identity.members("chat.completion", chat) + "\"choices\":[{\"index\":0,";
    String usage = "]," + Identity.usage(chat, text.plainTokens()) + "}";
    if (text.call().isPresent()) {
      return Body.of(members + called(text.call().get(), chat, text.whole()) + usage);
    }
    String beginning = members + "\"message\":{\"role\":\"assistant\",\"content\":\"";
    String end =
        "\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}"
            + usage;
    return content.size().isPresent()
        ? new Body(Buffer.buffer(beginning), content.size().getAsInt(), Buffer.buffer(end))
        : Body.of(beginning + text.whole() + end);
  }

  private static String called(Form.ToolCall call, ChatRequest chat, String text) {
    return "\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":null,\"annotations\":[],"
        + "\"tool_calls\":["
        + ToolCalls.begun(call, chat, text)
        + "]},\"logprobs\":null,\"finish_reason\":\"tool_calls\"}";
  }
}
