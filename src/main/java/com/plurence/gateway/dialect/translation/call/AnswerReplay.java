package com.plurence.gateway.dialect.translation.call;

import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer.Choice;

/** Tells a whole response as the stream that would have brought it. */
final class AnswerReplay {
  private AnswerReplay() {}

  /** Tells {@code answer}, of which a stream has the first choice alone, to {@code events}. */
  static void tell(ModelAnswer answer, AnswerEvents events) {
    events.start(answer.id(), answer.model(), answer.usage());
    Choice choice = answer.choices().get(0);
    int calls = 0;
    for (Part part : choice.parts()) {
      if (part instanceof Part.Call call) {
        tell(call, calls, events);
        calls++;
      } else {
        tell(part, events);
      }
    }
    events.finish(choice.finish());
    answer.usage().ifPresent(events::usage);
    events.end();
  }

  private static void tell(Part.Call call, int index, AnswerEvents events) {
    events.call(index, call.id(), call.name(), call.signature());
    events.arguments(TranslationJson.text(call.arguments()));
    events.callEnd();
  }

  private static void tell(Part part, AnswerEvents events) {
    if (part instanceof Part.Text text) {
      if (!text.text().isEmpty()) {
        events.text(text.text());
      }
    } else if (part instanceof Part.Refusal refusal) {
      if (!refusal.text().isEmpty()) {
        events.refusal(refusal.text());
      }
    } else if (part instanceof Part.Reasoning reasoning) {
      if (!reasoning.text().isEmpty()) {
        events.reasoning(reasoning.text());
      }
      reasoning.seal().ifPresent(events::seal);
    }
  }
}
