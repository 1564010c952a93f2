package com.plurence.gateway.dialect.anthropic.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.Optional;

/** Writes a whole message, which has the first choice alone. For one response. */
public final class MessageWriter {
  private final ResponseContext context;
  private final ObjectNode message;
  private final ArrayNode content;

  /** The last block, if it is a thought that nobody has signed so far. */
  private Optional<ObjectNode> unsigned = Optional.empty();

  private MessageWriter(ModelAnswer answer, ResponseContext context) {
    this.context = context;
    Usage usage = answer.usage().orElse(new Usage(0, 0, 0, 0, 0));
    this.message =
        MessageJson.message(answer.id(), answer.model(), context, MessageJson.usage(usage));
    this.content = message.withArrayProperty("content");
  }

  /** The message that {@code answer} is. */
  public static ObjectNode write(ModelAnswer answer, ResponseContext context) {
    MessageWriter writer = new MessageWriter(answer, context);
    ModelAnswer.Choice choice = answer.choices().get(0);
    choice.parts().forEach(writer::add);
    MessageJson.putStop(writer.message, choice.finish());
    return writer.message;
  }

  private void add(Part part) {
    if (part instanceof Part.Text text) {
      addText(text.text());
    } else if (part instanceof Part.Refusal refusal) {
      addText(refusal.text());
    } else if (part instanceof Part.Reasoning thought) {
      addThought(thought);
    } else if (part instanceof Part.Call call) {
      addCall(call);
    }
  }

  private void addText(String words) {
    if (!words.isEmpty()) {
      add(MessageJson.text(words));
    }
  }

  private void add(ObjectNode block) {
    content.add(block);
    unsigned = Optional.empty();
  }

  private void addThought(Part.Reasoning thought) {
    Seal seal = thought.seal().orElse(Seal.NONE);
    if (seal.kind() == Seal.Kind.ANTHROPIC_REDACTED) {
      add(MessageJson.redactedThinking(seal));
    } else if (!thought.text().isEmpty() || seal.kind() != Seal.Kind.NOBODY) {
      ObjectNode block = MessageJson.thinking(thought.text(), MessageJson.signature(seal));
      add(block);
      unsigned = seal.kind() == Seal.Kind.NOBODY ? Optional.of(block) : Optional.empty();
    }
  }

  private void addCall(Part.Call call) {
    if (call.signature().isPresent()) {
      String signature = MessageJson.signature(call.signature().get());
      unsigned.ifPresentOrElse(
          thought -> thought.put("signature", signature),
          () -> content.add(MessageJson.thinking("", signature)));
    }
    String name = context.names().toClient(call.name());
    add(MessageJson.toolUse(call.id(), name, call.arguments()));
  }
}
