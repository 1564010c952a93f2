package com.plurence.gateway.dialect.openai.responses;

import com.plurence.gateway.dialect.translation.CallArguments;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The same random response as events in an order that is allowed, and as a whole. */
final class RandomAnswer {
  private static final List<Finish.Reason> REASONS = List.of(Finish.Reason.values());

  /** Words, half characters, ends of lines: whatever providers cut their deltas into. */
  private static final List<String> PIECES =
      List.of(
          "Hello", " ", "\n\n", "\ud83d", "\ude00", "\"\\", "\u0000\u2028", "data: x\r", "ü", "]");

  private static final List<String> ARGUMENTS =
      List.of(
          "{}",
          "{\"input\":\"*** Begin\\nPatch\"}",
          "{\"input\":5}",
          "{\"city\":\"Oslo\",\"n\":1.50}",
          "{\"input\":\"\"}",
          "{\"_raw\":\"x\",\"y\":[]}");

  private final Random random;
  private final List<Runnable> events = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final AnswerEvents to;

  RandomAnswer(long seed, AnswerEvents to) {
    this.random = new Random(seed);
    this.to = to;
  }

  /** Tells the events to the listener, at least three; {@code before} runs before each. */
  ModelAnswer tell(Runnable before) {
    Optional<Usage> usage =
        random.nextBoolean() ? Optional.empty() : Optional.of(new Usage(9, 8, 7, 6, 5));
    Finish finish = Finish.of(REASONS.get(random.nextInt(REASONS.size())));
    events.add(() -> to.start("id", "up", Optional.empty()));
    int calls = 0;
    for (int left = random.nextInt(9); left > 0; left--) {
      switch (random.nextInt(7)) {
        case 0 -> text();
        case 1 -> refusal();
        case 2, 3 -> thought();
        case 4, 5 -> call(calls++);
        default -> events.add(to::ping);
      }
    }
    events.add(() -> to.finish(finish));
    usage.ifPresent(known -> events.add(() -> to.usage(known)));
    events.add(to::end);
    for (Runnable event : events) {
      before.run();
      event.run();
    }
    return new ModelAnswer("id", "up", List.of(new ModelAnswer.Choice(parts, finish)), usage);
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private void text() {
    String piece = piece();
    events.add(() -> to.text(piece));
    parts.add(Part.Text.of("", piece));
  }

  private void refusal() {
    String piece = piece();
    events.add(() -> to.refusal(piece));
    parts.add(new Part.Refusal("", piece));
  }

  private void thought() {
    String piece = random.nextInt(3) == 0 ? "" : piece();
    Optional<Seal> seal =
        switch (random.nextInt(4)) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(Seal.NONE);
          case 2 -> Optional.of(new Seal(Seal.Kind.ANTHROPIC_REDACTED, piece()));
          default -> Optional.of(new Seal(Seal.Kind.GOOGLE, "sig"));
        };
    if (!piece.isEmpty()) {
      events.add(() -> to.reasoning(piece));
    }
    seal.ifPresent(known -> events.add(() -> to.seal(known)));
    parts.add(new Part.Reasoning("", piece, seal));
  }

  private void call(int index) {
    String name = random.nextBoolean() ? "get_weather" : "apply_patch";
    Optional<String> signature = random.nextInt(3) == 0 ? Optional.of("s") : Optional.empty();
    String arguments = ARGUMENTS.get(random.nextInt(ARGUMENTS.size()));
    events.add(() -> to.call(index, "call_" + index, name, signature));
    int cut = random.nextInt(arguments.length() + 1);
    for (String piece : List.of(arguments.substring(0, cut), arguments.substring(cut))) {
      if (!piece.isEmpty()) {
        events.add(() -> to.arguments(piece));
      }
    }
    events.add(to::callEnd);
    parts.add(new Part.Call("", "call_" + index, name, CallArguments.of(arguments), signature));
  }
}
