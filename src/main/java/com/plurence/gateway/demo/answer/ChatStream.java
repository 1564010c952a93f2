package com.plurence.gateway.demo.answer;

import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.Fault;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The streamed answer, made as it is taken, a piece at a time: each ping, each content chunk (the
 * first with the role before it), and the end, unless a fault strikes first.
 */
public final class ChatStream implements Iterator<Buffer> {
  private final EventFormat format;
  private final ChatRequest chat;
  private final ChatText text;
  private final String members;
  private final String afterChoices;
  private final int pings;
  private final int chunks;
  private final Iterator<String> end;
  private int sent;

  /** The answer of a provider to a request, with the script's fault in it. */
  public ChatStream(String provider, ChatRequest chat, DemoScript script) {
    this.format = new EventFormat(script.framing());
    this.chat = chat;
    this.text = new ChatText(provider, chat, script.content());
    this.members = Identity.members("chat.completion.chunk", chat);
    this.afterChoices = chat.usage() ? "],\"usage\":null}" : "]}";
    this.pings = script.content().pings();
    this.chunks = chunksBefore(script);
    this.end = end(script).iterator();
  }

  @Override
  public boolean hasNext() {
    return sent < pings + chunks || end.hasNext();
  }

  @Override
  public Buffer next() {
    int piece = sent++;
    if (piece < pings) {
      return Buffer.buffer(piece == 0 ? role() : delta("{\"content\":\"\"}", "null"));
    }
    if (piece < pings + chunks) {
      return Buffer.buffer((piece == 0 ? role() : "") + content(piece - pings));
    }
    if (!end.hasNext()) {
      throw new NoSuchElementException();
    }
    return Buffer.buffer(end.next());
  }

  private int chunksBefore(DemoScript script) {
    boolean strikes = script.fault() != Fault.NONE && script.fault() != Fault.NO_DONE;
    int before = strikes ? Math.min(script.faultAfter(), text.chunks()) : text.chunks();
    return Math.min(before, Integer.MAX_VALUE - pings);
  }

  private List<String> end(DemoScript script) {
    String error = script.canned().error().encode();
    return switch (script.fault()) {
      case NONE -> List.of(finish() + format.event("[DONE]"));
      case NO_DONE -> List.of(finish());
      case MALFORMED ->
          List.of(
              format.event(members + "\"choices\":[{\"index\":0,\"del"),
              content(chunks) + finish() + format.event("[DONE]"));
      case ERROR_EVENT -> List.of(format.event(error));
      case NAMED_ERROR_EVENT -> List.of(format.event("error", error));
      case TRUNCATED -> List.of(content(chunks).substring(0, content(chunks).length() / 2));
      default -> List.of();
    };
  }

  private String finish() {
    String last = delta("{}", text.call().isPresent() ? "\"tool_calls\"" : "\"stop\"");
    return chat.usage()
        ? last
            + format.event(
                members + "\"choices\":[]," + Identity.usage(chat, text.streamTokens()) + "}")
        : last;
  }

  private String role() {
    String content = text.call().isPresent() ? "null" : "\"\"";
    String more =
        text.call()
            .map(call -> ",\"tool_calls\":[" + indexed(ToolCalls.begun(call, chat, "")) + "]")
            .orElse("");
    return delta(
        "{\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null" + more + "}",
        "null");
  }

  private static String indexed(String call) {
    return "{\"index\":0," + call.substring(1);
  }

  private String content(int chunk) {
    String delta =
        text.call()
            .map(call -> "{\"tool_calls\":[" + ToolCalls.more(call, text.chunk(chunk)) + "]}")
            .orElseGet(() -> "{\"content\":\"" + text.chunk(chunk) + "\"}");
    return delta(delta, "null");
  }

  private String delta(String delta, String finishReason) {
    return format.event(
        members
            + "\"choices\":[{\"index\":0,\"delta\":"
            + delta
            + ",\"logprobs\":null,\"finish_reason\":"
            + finishReason
            + "}"
            + afterChoices);
  }
}
