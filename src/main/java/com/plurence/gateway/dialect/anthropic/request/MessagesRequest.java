package com.plurence.gateway.dialect.anthropic.request;

import com.plurence.gateway.dialect.InputSize;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.Splice;
import com.plurence.gateway.dialect.request.ModelName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** A valid request to the Messages API. Immutable. */
record MessagesRequest(
    ModelName name,
    boolean stream,
    OptionalLong maxTokens,
    long inputBytes,
    InputSize inputSize,
    ForeignThoughts foreign)
    implements ScannedRequest {
  @Override
  public String model() {
    return name.text();
  }

  /** Always: every stream of this dialect tells it. */
  @Override
  public boolean includeUsage() {
    return true;
  }

  @Override
  public long choices() {
    return 1;
  }

  @Override
  public List<Splice> splices(String upstreamModel, boolean forceUsage) {
    List<Splice> model = name.replacedBy(upstreamModel);
    if (foreign.cuts().isEmpty()) {
      return model;
    }
    List<Splice> splices = new ArrayList<>(model);
    splices.addAll(foreign.cuts());
    splices.sort(Comparator.comparingLong(Splice::from));
    return splices;
  }

  @Override
  public List<String> dropped() {
    return foreign.budget() ? List.of("thinking") : List.of();
  }
}
