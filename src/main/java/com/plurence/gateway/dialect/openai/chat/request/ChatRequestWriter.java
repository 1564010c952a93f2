package com.plurence.gateway.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.TargetTraits.Dropped;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.EndUser;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.Hints;
import com.plurence.gateway.dialect.vocabulary.request.JsonSchemas;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.OutputFormat;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.Sampling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes requests as providers of chat completions take them. For one request. */
public final class ChatRequestWriter {
  private static final int MOST_STOPS = 4;
  private static final int LONGEST_USER = 64;
  private static final Set<String> HINTS =
      Set.of(
          "prompt_cache_key",
          "prompt_cache_retention",
          "prompt_cache_options",
          "service_tier",
          "verbosity");

  private final ToolNames names;
  private final TargetTraits traits;
  private final Findings findings;
  private final ObjectNode body = JsonNodeFactory.instance.objectNode();

  /**
   * @param names of the request's tools
   * @param findings gets what this dialect, or a model of these traits, can't take
   */
  public ChatRequestWriter(ToolNames names, TargetTraits traits, Findings findings) {
    this.names = names;
    this.traits = traits;
    this.findings = findings;
  }

  /** The body for {@code model}; to be used only if the findings are clean. */
  public ObjectNode write(ModelRequest request, String model) {
    body.put("model", model);
    body.set("messages", new MessageWriter(names, traits, findings).write(request));
    request.maxOutput().ifPresent(most -> body.put(maxTokensField(), most.value()));
    sampling(request.sampling());
    request.stop().ifPresent(this::stop);
    request.choices().filter(n -> n.value() > 1).ifPresent(n -> body.put("n", n.value()));
    new ToolWriter(body, names, findings).write(request);
    request.format().ifPresent(format -> body.set("response_format", format(format.value())));
    request
        .thinking()
        .flatMap(wish -> EffortWriter.effort(wish, traits, findings))
        .ifPresent(effort -> body.put("reasoning_effort", ChatWords.of(effort)));
    request.endUser().ifPresent(this::endUser);
    hints(request.hints());
    if (request.stream()) {
      body.put("stream", true).putObject("stream_options").put("include_usage", true);
    }
    return body;
  }

  private String maxTokensField() {
    return traits.oldMaxTokensField() ? "max_tokens" : "max_completion_tokens";
  }

  private void sampling(Sampling sampling) {
    number("temperature", sampling.temperature(), traits.drops(Dropped.TEMPERATURE));
    number("top_p", sampling.topP(), traits.drops(Dropped.TOP_P));
    sampling.topK().ifPresent(topK -> findings.dropped(topK.path()));
    number("frequency_penalty", sampling.frequencyPenalty(), false);
    number("presence_penalty", sampling.presencePenalty(), false);
    sampling.seed().ifPresent(seed -> body.put("seed", seed.value()));
  }

  private void number(String member, Optional<RequestField<BigDecimal>> field, boolean dropped) {
    if (field.isPresent() && dropped) {
      findings.dropped(field.get().path());
    } else if (field.isPresent()) {
      body.put(member, field.get().value());
    }
  }

  private void stop(RequestField<List<String>> stop) {
    if (stop.value().size() > MOST_STOPS) {
      findings.refused(stop.path(), "has more than " + MOST_STOPS + " sequences");
    } else if (!stop.value().isEmpty()) {
      ArrayNode sequences = body.putArray("stop");
      stop.value().forEach(sequences::add);
    }
  }

  private static ObjectNode format(OutputFormat format) {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    if (format instanceof OutputFormat.Schema named) {
      ObjectNode schema = written.put("type", "json_schema").putObject("json_schema");
      schema.put("name", named.name().orElse("response"));
      named.description().ifPresent(text -> schema.put("description", text));
      schema.set("schema", named.schema());
      schema.put("strict", named.strict().orElse(true) && JsonSchemas.isStrictable(named.schema()));
      return written;
    }
    return written.put("type", "json_object");
  }

  private void endUser(RequestField<EndUser> user) {
    if (user.value().id().length() > LONGEST_USER) {
      findings.dropped(user.path());
    } else {
      body.put(user.value().safetyIdentifier() ? "safety_identifier" : "user", user.value().id());
    }
  }

  private void hints(Hints hints) {
    for (Map.Entry<String, RequestField<JsonNode>> hint : hints.fields().entrySet()) {
      if (HINTS.contains(hint.getKey())) {
        body.set(hint.getKey(), hint.getValue().value());
      } else {
        findings.dropped(hint.getValue().path());
      }
    }
  }
}
