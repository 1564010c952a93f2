package com.plurence.gateway.dialect.openai.request;

import com.plurence.gateway.dialect.InputSize;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.Splice;
import com.plurence.gateway.dialect.request.ModelName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A valid request in the OpenAI dialect. Immutable. */
final class OpenAiRequest implements ScannedRequest {
  private final ModelName model;
  private final boolean stream;
  private final boolean includeUsage;
  private final OptionalLong maxTokens;
  private final long choices;
  private final long inputBytes;
  private final InputSize size;
  private final Optional<Splice> usageSplice;

  OpenAiRequest(RequestFacts facts, InputSize size) {
    this.size = size;
    model = facts.model();
    stream = facts.stream();
    includeUsage = facts.includeUsage;
    maxTokens = facts.maxTokens();
    choices = facts.choices;
    inputBytes = facts.inputBytes();
    usageSplice = facts.usageSplice();
  }

  @Override
  public String model() {
    return model.text();
  }

  @Override
  public boolean stream() {
    return stream;
  }

  @Override
  public boolean includeUsage() {
    return includeUsage;
  }

  @Override
  public OptionalLong maxTokens() {
    return maxTokens;
  }

  @Override
  public long choices() {
    return choices;
  }

  @Override
  public long inputBytes() {
    return inputBytes;
  }

  @Override
  public InputSize inputSize() {
    return size;
  }

  @Override
  public List<Splice> splices(String upstreamModel, boolean forceUsage) {
    List<Splice> splices = new ArrayList<>(2);
    splices.addAll(model.replacedBy(upstreamModel));
    if (forceUsage && stream) {
      usageSplice.ifPresent(splices::add);
    }
    splices.sort(Comparator.comparingLong(Splice::from));
    return splices;
  }
}
