package com.plurence.gateway.demo.dialect;

import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.Fault;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A streamed response, made as it is taken, a piece at a time: each ping, each chunk (the first
 * with the opening before it), and the end, unless a fault strikes first.
 */
final class VoiceStream implements Iterator<Buffer> {
  private final Voice voice;
  private final int pings;
  private final int chunks;
  private final DemoScript script;
  private @Nullable Iterator<String> end;
  private int sent;

  VoiceStream(Voice voice, DemoScript script) {
    this.voice = voice;
    this.pings = script.content().pings();
    this.chunks = chunksBefore(script);
    this.script = script;
  }

  private int chunksBefore(DemoScript script) {
    boolean strikes = script.fault() != Fault.NONE && script.fault() != Fault.NO_DONE;
    int all = voice.text().chunks();
    int before = strikes ? Math.min(script.faultAfter(), all) : all;
    return Math.min(before, Integer.MAX_VALUE - pings);
  }

  /** Made when it is its turn, since events are numbered. */
  private Iterator<String> end() {
    Iterator<String> known = end;
    if (known == null) {
      known = pieces(chunks == 0 ? voice.opening() : "").iterator();
      end = known;
    }
    return known;
  }

  private List<String> pieces(String opening) {
    return switch (script.fault()) {
      case NONE -> List.of(opening + voice.closing(true));
      case NO_DONE -> List.of(opening + voice.closing(false));
      case MALFORMED ->
          List.of(opening + voice.broken(), voice.chunk(chunks) + voice.closing(true));
      case ERROR_EVENT, NAMED_ERROR_EVENT -> List.of(voice.error(script.canned().error()));
      case TRUNCATED -> List.of(opening + half(voice.chunk(chunks)));
      default -> List.of();
    };
  }

  private static String half(String event) {
    return event.substring(0, event.length() / 2);
  }

  @Override
  public boolean hasNext() {
    return sent < pings + chunks || end().hasNext();
  }

  @Override
  public Buffer next() {
    int piece = sent++;
    if (piece < pings) {
      return Buffer.buffer(voice.ping());
    }
    if (piece < pings + chunks) {
      return Buffer.buffer((piece == pings ? voice.opening() : "") + voice.chunk(piece - pings));
    }
    if (!end().hasNext()) {
      throw new NoSuchElementException();
    }
    return Buffer.buffer(end().next());
  }
}
