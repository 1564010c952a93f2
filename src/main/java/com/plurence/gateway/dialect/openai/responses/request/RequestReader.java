package com.plurence.gateway.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.request.EndUser;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import com.plurence.gateway.dialect.vocabulary.request.Sampling;
import com.plurence.gateway.dialect.vocabulary.request.Tool;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a whole request. */
public final class RequestReader {
  private static final String SEALS = "reasoning.encrypted_content";

  /** Members that are read somewhere here; every other one is dropped. */
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "input",
          "instructions",
          "stream",
          "stream_options",
          "max_output_tokens",
          "temperature",
          "top_p",
          "top_logprobs",
          "text",
          "reasoning",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "include",
          "store",
          "truncation",
          "metadata",
          "user",
          "safety_identifier",
          "service_tier",
          "prompt_cache_key",
          "prompt_cache_retention",
          "prompt_cache_options",
          "previous_response_id",
          "conversation",
          "prompt",
          "background",
          "moderation");

  private RequestReader() {}

  /** Reads {@code body}; what is missing or wrong is in {@code findings}, not in the result. */
  public static ModelRequest read(ObjectNode body, Findings findings) {
    RequestObject request = new RequestObject("", body, findings);
    refusePromises(request);
    drop(request);
    InputReader input = new InputReader(findings);
    input.read(request);
    Optional<RequestField<Long>> maxOutput = maxOutput(request);
    Sampling sampling = sampling(request);
    TextOptions text = TextOptions.of(request);
    var thinking = ReasoningOptions.thinking(request);
    List<Tool> tools = ToolsReader.tools(request);
    return new ModelRequest(
        input.system(),
        input.turns(),
        tools,
        ToolChoiceReader.choice(request),
        request.bool("parallel_tool_calls"),
        maxOutput,
        sampling,
        Optional.empty(),
        Optional.empty(),
        text.format(),
        thinking,
        endUser(request),
        request.bool("stream").map(RequestField::value).orElse(false),
        true,
        sealsWanted(request),
        HintsReader.hints(request, text.verbosity()),
        Optional.of(Echo.of(request)));
  }

  /** State that nobody keeps here, and promises that nobody here can hold. */
  private static void refusePromises(RequestObject request) {
    Findings findings = request.findings();
    for (String member : List.of("previous_response_id", "conversation", "prompt")) {
      request.any(member).ifPresent(found -> findings.refused(found.path()));
    }
    request
        .bool("background")
        .filter(RequestField::value)
        .ifPresent(found -> findings.refused(found.path()));
    request.any("moderation").ifPresent(found -> findings.refused(found.path()));
    request
        .integer("top_logprobs")
        .filter(found -> found.value() > 0)
        .ifPresent(found -> findings.refused(found.path()));
  }

  private static void drop(RequestObject request) {
    Findings findings = request.findings();
    request
        .bool("store")
        .filter(RequestField::value)
        .ifPresent(found -> findings.dropped(found.path()));
    request
        .string("truncation")
        .filter(found -> !found.value().equals("disabled"))
        .ifPresent(found -> findings.dropped(found.path()));
    request
        .object("stream_options")
        .flatMap(options -> options.bool("include_obfuscation"))
        .filter(RequestField::value)
        .ifPresent(found -> findings.dropped(found.path()));
    request.dropAllBut(KNOWN);
  }

  private static Optional<RequestField<Long>> maxOutput(RequestObject request) {
    Optional<RequestField<Long>> most = request.integer("max_output_tokens");
    most.filter(found -> found.value() < 1)
        .ifPresent(found -> request.findings().wrong(found.path(), "must be at least 1"));
    return most;
  }

  private static Sampling sampling(RequestObject request) {
    return new Sampling(
        request.number("temperature"),
        request.number("top_p"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<RequestField<EndUser>> endUser(RequestObject request) {
    Optional<RequestField<String>> user = request.string("user");
    return request
        .string("safety_identifier")
        .map(found -> new RequestField<>(found.path(), new EndUser(found.value(), true)))
        .or(
            () ->
                user.map(
                    found -> new RequestField<>(found.path(), new EndUser(found.value(), false))));
  }

  private static boolean sealsWanted(RequestObject request) {
    boolean wanted = false;
    for (RequestField<JsonNode> included : request.array("include")) {
      if (!included.value().isTextual()) {
        request.findings().wrong(included.path(), "must be a string");
      } else if (included.value().textValue().equals(SEALS)) {
        wanted = true;
      } else {
        request.findings().dropped(request.path("include"));
      }
    }
    return wanted;
  }
}
