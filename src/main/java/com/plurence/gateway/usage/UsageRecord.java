package com.plurence.gateway.usage;

import com.plurence.gateway.price.TokenClasses;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one request to a model that was admitted or replayed, for billing and for the
 * search of causes; the members of the API's JSON in its order. Times are milliseconds since 1970,
 * durations milliseconds. Null is what nobody knows. Never holds a prompt, a completion or a
 * secret.
 *
 * @param requestId the UUID that the gateway gave it, and the key of the record
 * @param timestamp when the last byte was handed over, or the client left
 * @param startedAt when the head of the request had arrived
 * @param operation in the words of OpenTelemetry's {@code gen_ai.operation.name}
 * @param model as the client named it, after hooks
 * @param provider of the attempt whose response the client got, else of the last; null: none was
 *     sent, and so for {@code target} and {@code upstreamModel}
 * @param tokens of all attempts that were billed
 * @param estimated whether some of {@code tokens} is the gateway's estimate
 * @param costNanoUsd in 10⁻⁹ US dollars; null: no price is known
 * @param price the first day of the price that was used
 * @param ttftMs to the first byte of the response's body
 * @param finishReason {@code stop}, {@code max_tokens}, {@code tool_calls}, {@code content_filter},
 *     {@code other}, {@code error} or {@code client_disconnect}
 * @param status as sent; 499 if the client left
 * @param errorId of what the client was told, also by the error event of a stream
 * @param attempts that were sent to providers
 * @param attemptLog of at most eight of them
 * @param replayed whether the response was given before to the same {@code Idempotency-Key}
 * @param cached whether the response came from the cache
 * @param tags from the request's header
 * @param endUser for whom the application asked; null unless that is to be kept
 * @param bodyMs until the body was there
 * @param admittedMs until the limits let it pass
 * @param traceId of the W3C trace that it is part of, if any
 */
public record UsageRecord(
    String requestId,
    long timestamp,
    long startedAt,
    String accountId,
    String projectId,
    String keyId,
    String operation,
    boolean stream,
    String model,
    @Nullable String provider,
    @Nullable String target,
    @Nullable String upstreamModel,
    TokenClasses tokens,
    boolean estimated,
    @Nullable Long costNanoUsd,
    @Nullable LocalDate price,
    long latencyMs,
    @Nullable Long ttftMs,
    @Nullable String finishReason,
    int status,
    @Nullable String errorId,
    int attempts,
    List<UsageAttempt> attemptLog,
    boolean replayed,
    boolean cached,
    Map<String, String> tags,
    @Nullable String endUser,
    @Nullable Long bodyMs,
    @Nullable Long admittedMs,
    @Nullable String traceId) {

  /** Copies what could change. */
  public UsageRecord {
    attemptLog = List.copyOf(attemptLog);
    tags = Map.copyOf(tags);
  }

  /** The same without what sums can be made without: attempts and tags. */
  public UsageRecord lean() {
    return new UsageRecord(
        requestId,
        timestamp,
        startedAt,
        accountId,
        projectId,
        keyId,
        operation,
        stream,
        model,
        provider,
        target,
        upstreamModel,
        tokens,
        estimated,
        costNanoUsd,
        price,
        latencyMs,
        ttftMs,
        finishReason,
        status,
        errorId,
        attempts,
        List.of(),
        replayed,
        cached,
        Map.of(),
        endUser,
        bodyMs,
        admittedMs,
        traceId);
  }
}
