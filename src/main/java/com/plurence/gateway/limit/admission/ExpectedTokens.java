package com.plurence.gateway.limit.admission;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.LimitsConfig.Reserve;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ScannedRequest;
import java.util.List;
import java.util.OptionalLong;

/**
 * The tokens that a request is expected to take.
 *
 * @param output of all choices together
 * @param clamped whether a limit that the input alone fits is asked for no more than its whole
 */
public record ExpectedTokens(long input, long output, boolean clamped) {
  /** Of both. */
  public long total() {
    return Math.min(input + output, TokenEstimates.MOST);
  }

  /** What counts as large for a limit in tokens: what must fit if nothing was used. */
  public long least() {
    return clamped ? input : total();
  }

  /**
   * What {@code request} is expected to take.
   *
   * @param input its tokens as estimated
   * @param route that it may take
   */
  public static ExpectedTokens of(
      TokenEstimates estimates,
      Reserve reserve,
      String projectId,
      Operation operation,
      ScannedRequest request,
      long input,
      Route route) {
    boolean clamped = reserve == Reserve.LEARNED;
    return switch (operation) {
      // It is a request, but no model is asked for any token.
      case COUNT_TOKENS -> new ExpectedTokens(0, 0, clamped);
      case EMBEDDINGS, RERANK, MODERATION -> new ExpectedTokens(input, 0, clamped);
      default -> {
        OptionalLong most = mostOutput(request, route);
        long one =
            clamped
                ? Math.min(
                    most.orElse(Long.MAX_VALUE), estimates.output(projectId, request.model()))
                : most.orElseGet(estimates::outputWithoutLimit);
        yield new ExpectedTokens(input, TokenEstimates.times(request.choices(), one), clamped);
      }
    };
  }

  /** What the client allows, else what the gateway asks a provider for in its place. */
  private static OptionalLong mostOutput(ScannedRequest request, Route route) {
    if (request.maxTokens().isPresent()) {
      return request.maxTokens();
    }
    long most = 0;
    for (List<Target> group : route.priorities()) {
      for (Target target : group) {
        long configured = target.traits().maxOutput();
        most = Math.max(most, configured == TargetTraits.DEFAULT_MAX_OUTPUT ? 0 : configured);
      }
    }
    return most == 0 ? OptionalLong.empty() : OptionalLong.of(most);
  }
}
