package com.plurence.gateway.config.provider;

import com.plurence.gateway.price.PriceList;
import java.util.List;
import java.util.Optional;

/**
 * A model name that clients may send, and where it leads.
 *
 * @param name what a client sends, or a pattern of what clients send, with one {@code *}
 * @param targets at least one
 */
public record ModelConfig(String name, List<TargetConfig> targets) {

  /**
   * One place that can answer for a model.
   *
   * @param provider name of a provider
   * @param model what the provider calls the model; absent sends the client's name; where the name
   *     is a pattern, a {@code *} stands for what the client has in its place
   * @param weight share among targets of one priority, 1 or more
   * @param priority 1 is tried first
   * @param traits what the model is like
   * @param price of this target alone
   * @param upstream timeouts, retries and pool, with the overrides of provider and target
   */
  public record TargetConfig(
      String provider,
      Optional<String> model,
      int weight,
      int priority,
      TargetTraits traits,
      PriceList price,
      UpstreamConfig upstream) {}
}
