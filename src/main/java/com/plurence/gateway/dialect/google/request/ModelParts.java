package com.plurence.gateway.dialect.google.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what the model said before: words and calls. Its thoughts it gets by their seals only. */
final class ModelParts {
  private ModelParts() {}

  /** The parts for {@code said}; empty if nothing of it can be told. */
  static ArrayNode of(List<Part> said, ToolNames names, TargetTraits traits, Findings findings) {
    @Nullable String[] signatures = Signatures.of(said, traits);
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < said.size(); i++) {
      Part part = said.get(i);
      if (part instanceof Part.Text text && !text.text().isBlank()) {
        sign(parts.addObject().put("text", text.text()), signatures[i]);
      } else if (part instanceof Part.Call call) {
        sign(call(parts.addObject(), call, names, traits), signatures[i]);
      } else if (part instanceof Part.Media media) {
        MediaParts.of(media, findings).ifPresent(parts::add);
      } else if (part instanceof Part.Reasoning thought) {
        leaveOut(thought, findings);
      }
    }
    return parts;
  }

  private static ObjectNode call(
      ObjectNode part, Part.Call call, ToolNames names, TargetTraits traits) {
    ObjectNode function = part.putObject("functionCall");
    if (traits.callIds()) {
      function.put("id", call.id());
    }
    function.put("name", names.toProvider(call.name())).set("args", call.arguments());
    return part;
  }

  private static void sign(ObjectNode part, @Nullable String signature) {
    if (signature != null) {
      part.put("thoughtSignature", signature);
    }
  }

  /**
   * Thoughts are not sent to Google. One that nobody signed is lost with that, which is named where
   * the client's dialect has a field for thoughts alone.
   */
  private static void leaveOut(Part.Reasoning thought, Findings findings) {
    if (thought.seal().isEmpty() && thought.path().endsWith(".reasoning_content")) {
      findings.dropped(thought.path());
    }
  }
}
