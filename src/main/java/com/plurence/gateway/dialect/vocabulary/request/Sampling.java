package com.plurence.gateway.dialect.vocabulary.request;

import java.math.BigDecimal;
import java.util.Optional;

/** How tokens are chosen; numbers as exact as the client wrote them. */
public record Sampling(
    Optional<RequestField<BigDecimal>> temperature,
    Optional<RequestField<BigDecimal>> topP,
    Optional<RequestField<Long>> topK,
    Optional<RequestField<BigDecimal>> frequencyPenalty,
    Optional<RequestField<BigDecimal>> presencePenalty,
    Optional<RequestField<Long>> seed) {
  /** The client says nothing of it. */
  public static final Sampling UNSAID =
      new Sampling(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
