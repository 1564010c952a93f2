package com.plurence.gateway.extension;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that has happened. Told on the context of each instance that listens; {@link Usage} and
 * {@link Audit} to one instance of an extension, everything else to all. Nobody waits for what
 * listeners do. One that falls behind by 10,000 events loses some, which the log says; after a
 * crash of the gateway some may be missing as well.
 */
public sealed interface GatewayEvent {

  /** When it happened. */
  Instant at();

  /**
   * A request to a model is over, well or not.
   *
   * @param operation {@code chat} or {@code embeddings}
   * @param model as the client named it
   * @param provider who was asked last; empty: nobody
   * @param inputTokens as the provider counts them, if it said
   * @param outputTokens as the provider counts them, if it said
   * @param latency from the request's head to the response's last byte
   * @param finishReason {@code stop}, {@code max_tokens}, {@code tool_calls} ...; {@code error} for
   *     a failure, {@code client_disconnect} for a client that left
   * @param attributes that hooks have attached
   * @param stream whether the client asked for one
   * @param target of the last attempt, as {@code x-plurence-target} names it; empty: none was made
   * @param upstreamModel as the provider calls the model; empty: nobody was asked
   * @param tokens that are billed, all attempts together
   * @param estimated whether some of {@code tokens} is the gateway's estimate
   * @param costNanoUsd in 10⁻⁹ US dollars; empty: no price is known
   * @param status of the response; 499: the client left before it was complete
   * @param errorId what the client was told, if it was an error, also within a stream
   * @param attempts that were made
   * @param replayed whether the response was given before to the same {@code Idempotency-Key}
   * @param tags from the request's header {@code x-plurence-tags}
   * @param endUser for whom the application asked, if that is to be known
   * @param timeToFirstByte of the response's body; empty: there was none
   */
  record Usage(
      Instant at,
      String requestId,
      Application caller,
      String operation,
      String model,
      String provider,
      OptionalLong inputTokens,
      OptionalLong outputTokens,
      Duration latency,
      String finishReason,
      Map<String, String> attributes,
      boolean stream,
      String target,
      String upstreamModel,
      Tokens tokens,
      boolean estimated,
      OptionalLong costNanoUsd,
      int status,
      Optional<String> errorId,
      int attempts,
      boolean replayed,
      Map<String, String> tags,
      Optional<String> endUser,
      Optional<Duration> timeToFirstByte)
      implements GatewayEvent {

    /** Of a request of which no more is known than this; for tests of extensions. */
    public Usage(
        Instant at,
        String requestId,
        Application caller,
        String operation,
        String model,
        String provider,
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        Duration latency,
        String finishReason,
        Map<String, String> attributes) {
      this(
          at,
          requestId,
          caller,
          operation,
          model,
          provider,
          inputTokens,
          outputTokens,
          latency,
          finishReason,
          attributes,
          false,
          "",
          "",
          new Tokens(inputTokens.orElse(0), 0, 0, outputTokens.orElse(0), 0),
          false,
          OptionalLong.empty(),
          200,
          Optional.empty(),
          1,
          false,
          Map.of(),
          Optional.empty(),
          Optional.empty());
    }

    /**
     * Tokens by what they are billed as, none of which is part of another.
     *
     * @param uncached of the input, neither read from the provider's cache nor written to it
     * @param cacheRead of the input, from the provider's cache
     * @param cacheWrite of the input, into it
     * @param text of the output, that the client sees
     * @param reasoning of the output, that the model thought with
     */
    public record Tokens(
        long uncached, long cacheRead, long cacheWrite, long text, long reasoning) {}
  }

  /**
   * A request to the gateway listener is over, whatever became of it.
   *
   * @param route the path as the endpoint table has it, or {@code unmatched}
   * @param status of the response; 499: the client left before it was complete
   * @param errorId what the client was told, if it was an error
   * @param caller empty: nobody was let in, or nobody had to be
   * @param attributes that hooks have attached
   * @param address of the network where the request is from, as far as trusted proxies tell it
   */
  record Audit(
      Instant at,
      String requestId,
      String method,
      String route,
      int status,
      Optional<String> errorId,
      Optional<Application> caller,
      Map<String, String> attributes,
      String address)
      implements GatewayEvent {}

  /**
   * A target has become something else. Looked at twice a second: what is over before is not told.
   *
   * @param target as {@code x-plurence-target} names it
   */
  record TargetHealth(Instant at, String target, Status status) implements GatewayEvent {
    /** What a target is doing. */
    public enum Status {
      /** It is asked. */
      HEALTHY,
      /** It has asked to be left alone for a while. */
      COOLING,
      /** It has failed too often and is left alone. */
      OPEN,
      /** It has rejected the gateway's credential. */
      BENCHED,
      /** One request is finding out. */
      PROBING
    }
  }

  /** A changed configuration has been taken. */
  record ConfigurationReloaded(Instant at) implements GatewayEvent {}

  /**
   * An API key does not work any more.
   *
   * @param keyId its id, never the key
   */
  record KeyRevoked(Instant at, String keyId) implements GatewayEvent {}

  /**
   * The gateway is about to stop.
   *
   * @param longest what requests in flight have left
   */
  record Draining(Instant at, Duration longest) implements GatewayEvent {}
}
