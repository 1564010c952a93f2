package com.plurence.gateway.dialect.google.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.CacheMarks;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.Hints;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import java.util.List;
import java.util.Set;

/** Writes the body of {@code generateContent}, which is that of {@code streamGenerateContent}. */
public final class GenerateContentRequest {
  /** Processing that nobody asked for in particular. */
  private static final Set<String> USUAL_TIERS = Set.of("auto", "default");

  private GenerateContentRequest() {}

  /**
   * Writes {@code request}.
   *
   * @param findings gets what this dialect, or a model of these traits, can't take
   */
  public static ObjectNode of(
      ModelRequest request, ToolNames names, TargetTraits traits, Findings findings) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("contents", Contents.of(request.turns(), names, traits, findings));
    ArrayNode instructions = instructions(request.system());
    if (!instructions.isEmpty()) {
      body.putObject("systemInstruction").set("parts", instructions);
    }
    FunctionTools.write(request, names, findings, body);
    ObjectNode config = GenerationConfig.of(request, traits, findings);
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    request.endUser().ifPresent(user -> findings.dropped(user.path()));
    drop(request.hints(), findings);
    CacheMarks.drop(request, findings);
    return body;
  }

  private static ArrayNode instructions(List<Part.Text> system) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    for (Part.Text text : system) {
      if (!text.text().isBlank()) {
        parts.addObject().put("text", text.text());
      }
    }
    return parts;
  }

  private static void drop(Hints hints, Findings findings) {
    hints
        .fields()
        .forEach(
            (name, field) -> {
              boolean usual =
                  name.equals("service_tier") && USUAL_TIERS.contains(field.value().asText());
              if (!usual) {
                findings.dropped(field.path());
              }
            });
  }
}
