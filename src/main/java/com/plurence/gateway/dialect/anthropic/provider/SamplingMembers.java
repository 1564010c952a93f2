package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.TargetTraits.Dropped;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.Sampling;
import java.math.BigDecimal;
import java.util.Optional;

/** The members that say how tokens are chosen. For one request. */
final class SamplingMembers {
  private final TargetTraits traits;
  private final Findings findings;
  private final boolean thinks;

  /**
   * Nothing yet.
   *
   * @param thinks whether the model is to think, with which it takes no other numbers than the
   *     usual ones
   */
  SamplingMembers(TargetTraits traits, Findings findings, boolean thinks) {
    this.traits = traits;
    this.findings = findings;
    this.thinks = thinks;
  }

  void write(ObjectNode body, Sampling sampling) {
    sampling.temperature().ifPresent(temperature -> writeTemperature(body, temperature));
    sampling.topP().ifPresent(topP -> writeTopP(body, topP));
    sampling.topK().ifPresent(topK -> writeTopK(body, topK));
    dropUnlessZero(sampling.frequencyPenalty());
    dropUnlessZero(sampling.presencePenalty());
    sampling.seed().ifPresent(seed -> findings.dropped(seed.path()));
  }

  private void writeTemperature(ObjectNode body, RequestField<BigDecimal> temperature) {
    BigDecimal value = temperature.value();
    if (traits.drops(Dropped.TEMPERATURE) || (thinks && !isOne(value))) {
      findings.dropped(temperature.path());
    } else if (value.compareTo(BigDecimal.ONE) > 0) {
      findings.dropped(temperature.path());
      body.put("temperature", 1);
    } else {
      body.put("temperature", value);
    }
  }

  /** Beside a temperature Anthropic refuses it, even where it is 1 and says nothing. */
  private void writeTopP(ObjectNode body, RequestField<BigDecimal> topP) {
    boolean one = isOne(topP.value());
    if (traits.drops(Dropped.TOP_P) || (!one && (thinks || body.has("temperature")))) {
      findings.dropped(topP.path());
    } else if (!body.has("temperature")) {
      body.put("top_p", topP.value());
    }
  }

  private void writeTopK(ObjectNode body, RequestField<Long> topK) {
    if (traits.drops(Dropped.TOP_K) || thinks) {
      findings.dropped(topK.path());
    } else {
      body.put("top_k", topK.value());
    }
  }

  private void dropUnlessZero(Optional<RequestField<BigDecimal>> penalty) {
    penalty
        .filter(said -> said.value().signum() != 0)
        .ifPresent(said -> findings.dropped(said.path()));
  }

  private static boolean isOne(BigDecimal number) {
    return number.compareTo(BigDecimal.ONE) == 0;
  }
}
