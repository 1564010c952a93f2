package com.plurence.gateway.dialect.google.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.TargetTraits.Dropped;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.OutputFormat;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.Sampling;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes how a response is to be made. */
final class GenerationConfig {
  private static final int MOST_STOP_SEQUENCES = 5;
  private static final int MOST_CANDIDATES = 8;

  private final ModelRequest request;
  private final TargetTraits traits;
  private final Findings findings;
  private final ObjectNode config = JsonNodeFactory.instance.objectNode();

  private GenerationConfig(ModelRequest request, TargetTraits traits, Findings findings) {
    this.request = request;
    this.traits = traits;
    this.findings = findings;
  }

  /** That of {@code request}; empty if there is nothing to say. */
  static ObjectNode of(ModelRequest request, TargetTraits traits, Findings findings) {
    GenerationConfig writer = new GenerationConfig(request, traits, findings);
    request.maxOutput().ifPresent(most -> writer.config.put("maxOutputTokens", most.value()));
    writer.sampling(request.sampling());
    request.stop().ifPresent(writer::stop);
    request.choices().ifPresent(writer::candidates);
    request.format().map(RequestField::value).ifPresent(writer::format);
    request
        .thinking()
        .ifPresent(wish -> ThinkingConfig.write(wish, traits, findings, writer.config));
    return writer.config;
  }

  private void sampling(Sampling said) {
    unlessDropped(
        said.temperature(), Dropped.TEMPERATURE, value -> config.put("temperature", value));
    unlessDropped(said.topP(), Dropped.TOP_P, value -> config.put("topP", value));
    unlessDropped(said.topK(), Dropped.TOP_K, value -> config.put("topK", value));
    said.frequencyPenalty().ifPresent(value -> config.put("frequencyPenalty", value.value()));
    said.presencePenalty().ifPresent(value -> config.put("presencePenalty", value.value()));
    said.seed().ifPresent(value -> config.put("seed", value.value()));
  }

  private <T> void unlessDropped(Optional<RequestField<T>> field, Dropped kind, Consumer<T> write) {
    if (traits.drops(kind)) {
      field.ifPresent(said -> findings.dropped(said.path()));
    } else {
      field.map(RequestField::value).ifPresent(write);
    }
  }

  private void stop(RequestField<List<String>> said) {
    List<String> sequences = said.value().stream().filter(text -> !text.isEmpty()).toList();
    if (sequences.size() > MOST_STOP_SEQUENCES) {
      findings.refused(said.path());
    } else if (!sequences.isEmpty()) {
      ArrayNode array = config.putArray("stopSequences");
      sequences.forEach(array::add);
    }
  }

  private void candidates(RequestField<Long> said) {
    if (said.value() > (request.stream() ? 1 : MOST_CANDIDATES)) {
      findings.refused(said.path());
    } else if (said.value() > 1) {
      config.put("candidateCount", said.value());
    }
  }

  private void format(OutputFormat format) {
    config.put("responseMimeType", "application/json");
    if (format instanceof OutputFormat.Schema wanted) {
      config.set("responseJsonSchema", SchemaReferences.ofResponse(wanted.schema()));
    }
  }
}
