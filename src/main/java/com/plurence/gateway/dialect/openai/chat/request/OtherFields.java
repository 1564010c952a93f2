package com.plurence.gateway.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a request that no other dialect has: what is dropped, and what is refused. */
final class OtherFields {
  /** What others read. */
  private static final Set<String> READ =
      Set.of(
          "model",
          "messages",
          "max_completion_tokens",
          "max_tokens",
          "temperature",
          "top_p",
          "top_k",
          "frequency_penalty",
          "presence_penalty",
          "seed",
          "stop",
          "n",
          "stream",
          "stream_options",
          "safety_identifier",
          "user",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "response_format",
          "reasoning_effort");

  /** What changes the meaning of a response, whatever it says. */
  private static final List<String> REFUSED = List.of("audio", "web_search_options", "moderation");

  /** What is judged here. */
  private static final Set<String> JUDGED =
      Set.of(
          "logprobs",
          "top_logprobs",
          "modalities",
          "functions",
          "function_call",
          "logit_bias",
          "metadata",
          "prediction",
          "store",
          "service_tier",
          "verbosity");

  private static final Set<String> KNOWN =
      Stream.of(READ, REFUSED, JUDGED)
          .flatMap(names -> names.stream())
          .collect(Collectors.toUnmodifiableSet());

  private OtherFields() {}

  static void judge(RequestObject body) {
    body.bool("logprobs")
        .filter(RequestField::value)
        .ifPresent(wanted -> body.findings().refused(wanted.path()));
    body.integer("top_logprobs")
        .filter(wanted -> wanted.value() > 0)
        .ifPresent(wanted -> body.findings().refused(wanted.path()));
    if (body.array("modalities").stream().anyMatch(OtherFields::isNotText)) {
      body.findings().refused("modalities");
    }
    REFUSED.stream().filter(body::has).forEach(body.findings()::refused);
    if (isFilled(body, "functions")) {
      body.findings().refused("functions");
    }
    if (isOther(body, "function_call", "auto", "none")) {
      body.findings().refused("function_call");
    }
    for (String member : List.of("logit_bias", "metadata", "prediction", "store")) {
      if (isFilled(body, member)) {
        body.findings().dropped(member);
      }
    }
    if (isOther(body, "service_tier", "auto", "default")) {
      body.findings().dropped("service_tier");
    }
    if (isOther(body, "verbosity", "medium")) {
      body.findings().dropped("verbosity");
    }
    body.dropAllBut(KNOWN);
  }

  private static boolean isNotText(RequestField<JsonNode> modality) {
    return !modality.value().asText().equals("text");
  }

  /** Whether a member says anything: neither {@code false} nor an empty object or list. */
  private static boolean isFilled(RequestObject body, String member) {
    return body.any(member)
        .filter(field -> !(field.value().isContainerNode() && field.value().isEmpty()))
        .filter(field -> !(field.value().isBoolean() && !field.value().booleanValue()))
        .isPresent();
  }

  private static boolean isOther(RequestObject body, String member, String... defaults) {
    return body.any(member)
        .filter(field -> !List.of(defaults).contains(field.value().asText()))
        .isPresent();
  }
}
