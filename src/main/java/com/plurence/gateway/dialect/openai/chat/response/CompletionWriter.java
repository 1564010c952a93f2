package com.plurence.gateway.dialect.openai.chat.response;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;

/** Writes whole chat completions. */
public final class CompletionWriter {
  private CompletionWriter() {}

  /** The completion that says what {@code answer} says. */
  public static ObjectNode write(ModelAnswer answer, ResponseContext context) {
    ObjectNode completion = JsonNodeFactory.instance.objectNode();
    completion.put("id", answer.id().isEmpty() ? context.ids().next("chatcmpl-") : answer.id());
    completion.put("object", "chat.completion");
    completion.put("created", context.createdAt());
    completion.put("model", answer.model());
    ArrayNode choices = completion.putArray("choices");
    for (ModelAnswer.Choice choice : answer.choices()) {
      ObjectNode written = choices.addObject().put("index", choices.size() - 1);
      written.set("message", message(choice, context.names()));
      written.putNull("logprobs");
      written.put("finish_reason", FinishReasons.write(choice.finish().reason()));
    }
    answer.usage().ifPresent(usage -> completion.set("usage", UsageFields.write(usage)));
    return completion;
  }

  private static ObjectNode message(ModelAnswer.Choice choice, ToolNames names) {
    StringBuilder text = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    StringBuilder thoughts = new StringBuilder();
    ArrayNode details = JsonNodeFactory.instance.arrayNode();
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    for (Part part : choice.parts()) {
      if (part instanceof Part.Text words) {
        text.append(words.text());
      } else if (part instanceof Part.Refusal words) {
        refusal.append(words.text());
      } else if (part instanceof Part.Reasoning thought) {
        thoughts.append(thought.text());
        thought
            .seal()
            .filter(seal -> seal.kind() != Seal.Kind.NOBODY)
            .ifPresent(seal -> details.add(detail(details.size(), thought.text(), seal)));
      } else if (part instanceof Part.Call call) {
        calls.add(call(call, names));
      }
    }
    if (text.isEmpty() && refusal.isEmpty() && !FinishReasons.isOrdinary(choice.finish())) {
      choice.finish().explanation().ifPresent(refusal::append);
    }
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", "assistant");
    boolean saysNothing = text.isEmpty() && (!refusal.isEmpty() || !calls.isEmpty());
    message.put("content", saysNothing ? null : text.toString());
    message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
    if (!thoughts.isEmpty()) {
      message.put("reasoning_content", thoughts.toString());
    }
    if (!details.isEmpty()) {
      message.set("reasoning_details", details);
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    return message;
  }

  /**
   * A thought as it must come back to the provider that sealed it.
   *
   * @param index SDKs join lists in deltas by it
   * @param text empty where only the seal has it
   */
  public static ObjectNode detail(int index, String text, Seal seal) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode().put("index", index);
    return text.isEmpty()
        ? detail.put("type", "reasoning.encrypted").put("data", seal.text())
        : detail.put("type", "reasoning.text").put("text", text).put("signature", seal.text());
  }

  private static ObjectNode call(Part.Call call, ToolNames names) {
    ObjectNode written =
        JsonNodeFactory.instance.objectNode().put("id", call.id()).put("type", "function");
    written
        .putObject("function")
        .put("name", names.toClient(call.name()))
        .put("arguments", TranslationJson.text(call.arguments()));
    call.signature().ifPresent(signature -> sign(written, signature));
    return written;
  }

  /** Puts Google's signature on a call, where Google's own endpoint of this dialect has it. */
  public static void sign(ObjectNode call, String signature) {
    call.putObject("extra_content").putObject("google").put("thought_signature", signature);
  }
}
