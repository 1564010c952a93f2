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
    this.text = new ChatText(provider, chat, script.content());
    this.members = Identity.members("chat.completion.chunk", chat);
    this.afterChoices = chat.usage() ? "],\"usage\":null}" : "]}";
    this.pings = script.content().pings();
    this.chunks = chunksBefore(script);
    this.end = end(chat, script).iterator();
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

  private List<String> end(ChatRequest chat, DemoScript script) {
    String error = script.canned().error().encode();
    return switch (script.fault()) {
      case NONE -> List.of(finish(chat) + format.event("[DONE]"));
      case NO_DONE -> List.of(finish(chat));
      case MALFORMED ->
          List.of(
              format.event(members + "\"choices\":[{\"index\":0,\"del"),
              content(chunks) + finish(chat) + format.event("[DONE]"));
      case ERROR_EVENT -> List.of(format.event(error));
      case NAMED_ERROR_EVENT -> List.of(format.event("error", error));
      case TRUNCATED -> List.of(content(chunks).substring(0, content(chunks).length() / 2));
      default -> List.of();
    };
  }

  private String finish(ChatRequest chat) {
    String last = delta("{}", "\"stop\"");
    return chat.usage()
        ? last
            + format.event(
                members + "\"choices\":[]," + Identity.usage(chat, text.streamTokens()) + "}")
        : last;
  }

  private String role() {
    return delta("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null");
  }

  private String content(int chunk) {
    return delta("{\"content\":\"" + text.chunk(chunk) + "\"}", "null");
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
