package com.plurence.gateway.dialect.openai.chat.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.plurence.gateway.dialect.openai.chat.stream.StreamedCall.State;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells one call after the other, although servers mix their fragments: what belongs to another
 * than the open one waits until that one's arguments are whole JSON, and so do words between.
 */
final class CallsInTurn {
  /** Nobody calls so often in one response. */
  private static final int MOST_CALLS = 4096;

  /** What something that waits takes beside its text, in bytes. */
  private static final int OVERHEAD = 64;

  private final AnswerEvents to;
  private final IdSource ids;
  private final long mostHeld;
  private final Map<Long, StreamedCall> byIndex = new HashMap<>();
  private final Map<String, StreamedCall> byId = new HashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long held;
  private int calls;
  private int told;
  private @Nullable StreamedCall open;
  private @Nullable StreamedCall last;

  /**
   * @param ids for calls that the provider gives none
   * @param mostHeld bytes that may wait
   */
  CallsInTurn(AnswerEvents to, IdSource ids, long mostHeld) {
    this.to = to;
    this.ids = ids;
    this.mostHeld = mostHeld;
  }

  /** Whether any call has been told. */
  boolean any() {
    return told > 0;
  }

  /**
   * Words; nothing, if they are empty.
   *
   * @throws MalformedAnswer if too much waits
   */
  void words(Waiting.Kind kind, String words) throws MalformedAnswer {
    if (words.isEmpty()) {
      return;
    }
    if (waiting.isEmpty() && (open == null || open.isWhole())) {
      close();
      kind.tell(words, to);
      return;
    }
    if (waiting.peekLast() instanceof Waiting.Words more && more.kind() == kind) {
      more.text().append(words);
      hold(words);
    } else {
      waiting.add(new Waiting.Words(kind, new StringBuilder(words)));
      held += OVERHEAD;
      hold(words);
    }
  }

  private void hold(String text) throws MalformedAnswer {
    held += text.getBytes(UTF_8).length;
    if (held > mostHeld) {
      throw new MalformedAnswer("too much waits for a call to be whole");
    }
  }

  /**
   * A fragment of a call.
   *
   * @param index by which the provider tells calls apart; null if it does not say
   * @param id empty if it says none, as all others
   * @throws MalformedAnswer if it belongs to a call that can't take it any more, or too much waits
   */
  void fragment(@Nullable Long index, String id, String name, String arguments)
      throws MalformedAnswer {
    StreamedCall call = find(index, id, name);
    call.learn(id, name);
    call.feed(arguments);
    switch (call.state()) {
      case OPEN -> arguments(call, arguments);
      case WAITING -> {
        call.hold(arguments);
        hold(arguments);
      }
      case CLOSED -> {
        if (!arguments.isBlank()) {
          throw new MalformedAnswer("arguments of a call that is over");
        }
      }
    }
    advance();
  }

  private StreamedCall find(@Nullable Long index, String id, String name) throws MalformedAnswer {
    StreamedCall known = known(index, id, name);
    if (known != null && !(isOther(known, id) && !name.isEmpty())) {
      return known;
    }
    if (++calls > MOST_CALLS) {
      throw new MalformedAnswer("too many calls");
    }
    StreamedCall call = new StreamedCall(id, name);
    if (index != null) {
      byIndex.put(index, call);
    }
    if (!id.isEmpty()) {
      byId.put(id, call);
    }
    last = call;
    waiting.add(call);
    held += OVERHEAD;
    return call;
  }

  private @Nullable StreamedCall known(@Nullable Long index, String id, String name) {
    if (index != null) {
      return byIndex.get(index);
    }
    if (!id.isEmpty()) {
      return byId.get(id);
    }
    return name.isEmpty() ? last : null;
  }

  /** Some servers give every call the same index. */
  private static boolean isOther(StreamedCall call, String id) {
    return !id.isEmpty() && !call.id().isEmpty() && !call.id().equals(id);
  }

  /** Tells what must not wait any longer. */
  private void advance() {
    while (!waiting.isEmpty() && (open == null || open.isWhole())) {
      close();
      Waiting next = waiting.getFirst();
      if (next instanceof StreamedCall call && call.name().isEmpty()) {
        return;
      }
      waiting.removeFirst();
      tell(next);
    }
  }

  private void tell(Waiting next) {
    held -= OVERHEAD;
    if (next instanceof Waiting.Words words) {
      release(words.text().toString());
      words.kind().tell(words.text().toString(), to);
    } else if (next instanceof StreamedCall call) {
      open = call;
      call.state(State.OPEN);
      String id = call.id().isEmpty() ? ids.next("call_") : call.id();
      to.call(told++, id, call.name(), Optional.empty());
      String sofar = call.takeHeld();
      release(sofar);
      arguments(call, sofar);
    }
  }

  private void release(String text) {
    held -= text.getBytes(UTF_8).length;
  }

  /** White space before the first of them is nothing. */
  private void arguments(StreamedCall call, String arguments) {
    if (call.hasArguments() && !arguments.isEmpty()) {
      to.arguments(arguments);
    }
  }

  private void close() {
    if (open != null) {
      if (!open.hasArguments()) {
        to.arguments("{}");
      }
      to.callEnd();
      open.state(State.CLOSED);
      open = null;
    }
  }

  /**
   * Nothing more comes: tells all that waits, whole or not.
   *
   * @throws MalformedAnswer if arguments are those of no tool
   */
  void flush() throws MalformedAnswer {
    close();
    while (!waiting.isEmpty()) {
      Waiting next = waiting.removeFirst();
      if (next instanceof StreamedCall call && call.name().isEmpty()) {
        if (call.hasArguments()) {
          throw new MalformedAnswer("a call of nothing");
        }
      } else {
        tell(next);
        close();
      }
    }
  }
}
