package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.CallArguments;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer.Choice;

/** Writes a response as a whole. */
public final class WholeResponse {
  private WholeResponse() {}

  /** Writes the first choice of {@code answer}, of which this API knows one. */
  public static ObjectNode of(ModelAnswer answer, ResponseContext context) {
    ResponseObject object = new ResponseObject(context);
    OutputItems items = new OutputItems(context, EventSink.NONE);
    Choice choice = answer.choices().get(0);
    choice.parts().forEach(part -> add(part, items));
    items.close(ResponseObject.incomplete(choice.finish().reason()).isPresent());
    return object.over(answer.model(), items.done(), choice.finish().reason(), answer.usage());
  }

  private static void add(Part part, OutputItems items) {
    if (part instanceof Part.Text text && !text.text().isEmpty()) {
      items.words(MessageItem.Kind.TEXT, text.text());
    } else if (part instanceof Part.Refusal refusal && !refusal.text().isEmpty()) {
      items.words(MessageItem.Kind.REFUSAL, refusal.text());
    } else if (part instanceof Part.Reasoning thought) {
      if (!thought.text().isEmpty()) {
        items.reasoning(thought.text());
      }
      thought.seal().ifPresent(items::seal);
    } else if (part instanceof Part.Call call) {
      items.call(call.id(), call.name(), call.signature());
      items.arguments(CallArguments.text(call.arguments()));
      items.close(false);
    }
  }
}
