package com.plurence.gateway.dialect.anthropic.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.request.EndUser;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.Hints;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import com.plurence.gateway.dialect.vocabulary.request.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a request to {@code POST /v1/messages}, or to count its tokens. */
public final class MessagesRequestReader {
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "max_tokens",
          "messages",
          "system",
          "temperature",
          "top_p",
          "top_k",
          "stop_sequences",
          "stream",
          "metadata",
          "tools",
          "tool_choice",
          "thinking",
          "output_config",
          ContentReader.CACHE_CONTROL);

  /** Promises of where and with what an answer is made, which no other provider can keep. */
  private static final List<String> PROMISES =
      List.of("container", "mcp_servers", "inference_geo", "thread", "compaction");

  /** Members whose default loses nothing. */
  private static final Map<String, String> DEFAULTS =
      Map.of("service_tier", "auto", "speed", "standard");

  private static final String LIMIT = "must be an integer of at least 0";

  private MessagesRequestReader() {}

  /**
   * What {@code body} asks.
   *
   * @param limited whether the request must limit the response
   * @param findings gets everything that no other dialect can say
   */
  public static ModelRequest read(ObjectNode body, boolean limited, Findings findings) {
    RequestObject request = new RequestObject("", body, findings);
    Optional<RequestField<Long>> maxOutput = maxOutput(request, limited, findings);
    readOthers(request, findings);
    TurnReader turns = new TurnReader(findings);
    turns.read(request);
    ToolReader tools = new ToolReader(findings);
    tools.read(request);
    OutputReader output = new OutputReader(findings);
    output.read(request);
    return new ModelRequest(
        turns.system(),
        turns.turns(),
        tools.tools(),
        tools.choice(),
        tools.parallel(),
        maxOutput,
        sampling(request),
        stop(request, findings),
        Optional.empty(),
        output.format(),
        output.thinking(),
        endUser(request),
        request.bool("stream").map(RequestField::value).orElse(false),
        true,
        true,
        Hints.NONE,
        Optional.empty());
  }

  /** A limit of 0 only fills a cache, which others can't do. */
  private static Optional<RequestField<Long>> maxOutput(
      RequestObject request, boolean limited, Findings findings) {
    Optional<RequestField<Long>> maxTokens = request.integer("max_tokens");
    if (limited && !request.has("max_tokens")) {
      findings.wrong("max_tokens", LIMIT);
    }
    maxTokens.ifPresent(
        limit -> {
          if (limit.value() == 0) {
            findings.refused(limit.path());
          } else if (limit.value() < 0) {
            findings.wrong(limit.path(), LIMIT);
          }
        });
    return maxTokens;
  }

  private static void readOthers(RequestObject request, Findings findings) {
    for (String promise : PROMISES) {
      request
          .any(promise)
          .filter(said -> !said.value().isContainerNode() || !said.value().isEmpty())
          .ifPresent(said -> findings.refused(said.path()));
    }
    ContentReader.mark(request).ifPresent(mark -> findings.dropped(mark.path()));
    for (var member : request.node().properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      boolean lost =
          !KNOWN.contains(name)
              && !PROMISES.contains(name)
              && !value.isNull()
              && !value.asText().equals(DEFAULTS.get(name));
      if (lost) {
        findings.dropped(name);
      }
    }
  }

  private static Sampling sampling(RequestObject request) {
    return new Sampling(
        request.number("temperature"),
        request.number("top_p"),
        request.integer("top_k"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<RequestField<List<String>>> stop(
      RequestObject request, Findings findings) {
    List<String> sequences = new ArrayList<>();
    for (RequestField<JsonNode> sequence : request.array("stop_sequences")) {
      if (sequence.value().isTextual()) {
        sequences.add(sequence.value().textValue());
      } else {
        findings.wrong(sequence.path(), "must be a string");
      }
    }
    return sequences.isEmpty()
        ? Optional.empty()
        : Optional.of(new RequestField<>("stop_sequences", sequences));
  }

  private static Optional<RequestField<EndUser>> endUser(RequestObject request) {
    return request
        .object("metadata")
        .flatMap(metadata -> metadata.string("user_id"))
        .map(id -> new RequestField<>(id.path(), new EndUser(id.value(), false)));
  }
}
