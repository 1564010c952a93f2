package com.plurence.gateway.catalog;

import com.plurence.gateway.config.provider.ModelPattern;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.price.Price;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One place that can answer for a model. Immutable. Two targets are equal when everything about
 * them but their prices is, so that what is known of a target outlives a reload that did not touch
 * it, or only what it costs.
 */
public final class Target {
  private final String id;
  private final ProviderConfig provider;
  private final String model;
  private final Optional<ModelPattern> pattern;
  private final int weight;
  private final int priority;
  private final TargetTraits traits;
  private final TargetPrices prices;
  private final UpstreamConfig upstream;
  private final int hash;

  /**
   * @param id names the target in headers, logs and metrics: {@code provider/model}, followed by
   *     {@code #2} and so on where one model has several of that name
   * @param model what the provider calls the model; a template where there is a pattern
   * @param pattern of the names that clients send, if they send many that lead here
   * @param weight share among the targets of one priority, 1 or more
   * @param priority 1 is tried first
   * @param traits what the model is like
   * @param prices what its tokens cost
   * @param upstream timeouts, retries and pool, with every override resolved
   */
  public Target(
      String id,
      ProviderConfig provider,
      String model,
      Optional<ModelPattern> pattern,
      int weight,
      int priority,
      TargetTraits traits,
      TargetPrices prices,
      UpstreamConfig upstream) {
    this.id = id;
    this.provider = provider;
    this.model = model;
    this.pattern = pattern;
    this.weight = weight;
    this.priority = priority;
    this.traits = traits;
    this.prices = prices;
    this.upstream = upstream;
    this.hash = Objects.hash(id, provider, model, pattern, weight, priority, traits, upstream);
  }

  /** The name in headers, logs and metrics. */
  public String id() {
    return id;
  }

  /** Where requests go, and with which credential. */
  public ProviderConfig provider() {
    return provider;
  }

  /** What the provider calls the model; with a {@code *} where that depends on the request. */
  public String model() {
    return model;
  }

  /** What the provider calls the model that a client asks for as {@code requested}. */
  public String model(String requested) {
    return pattern.map(names -> names.fill(model, requested)).orElse(model);
  }

  /** Whether what the provider calls the model depends on the request. */
  public boolean hasManyModels() {
    return pattern.isPresent();
  }

  /** Share among the targets of one priority, 1 or more. */
  public int weight() {
    return weight;
  }

  /** The order of trying, 1 first. */
  public int priority() {
    return priority;
  }

  /** What the model is like, for requests that are translated. */
  public TargetTraits traits() {
    return traits;
  }

  /**
   * What it costs to ask for the model that a client names {@code requested}; empty: nobody knows.
   *
   * @param day on which the request is admitted, UTC
   */
  public Optional<Price> price(String requested, LocalDate day) {
    return prices.on(day, provider.name(), model(requested), requested);
  }

  /** Timeouts, retries and pool. */
  public UpstreamConfig upstream() {
    return upstream;
  }

  /** Whether both are known to their provider by the same credential. */
  public boolean sharesCredentialWith(Target other) {
    return provider.equals(other.provider);
  }

  /**
   * Whether there is a price on {@code day}, UTC, for any model that the route {@code routed} leads
   * here.
   *
   * @param routed what clients send, or the pattern of such names
   */
  boolean mayHavePrice(String routed, LocalDate day) {
    return prices.mayHave(day, List.of(provider.name() + "/" + model, model, routed));
  }

  /** Whether both cost the same, whoever asks for what. */
  public boolean sharesPricesWith(Target other) {
    return prices.equals(other.prices);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Target that
            && hash == that.hash
            && id.equals(that.id)
            && provider.equals(that.provider)
            && model.equals(that.model)
            && pattern.equals(that.pattern)
            && weight == that.weight
            && priority == that.priority
            && traits.equals(that.traits)
            && upstream.equals(that.upstream));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return id;
  }
}
