package com.plurence.gateway.limit;

/**
 * What one request is expected to use. Of a limit it takes one request, the tokens or the money. An
 * amount of 0 fits under every limit, even one that is overdrawn: a free model goes on when the
 * budget is used up.
 *
 * @param inputTokens as estimated; part of {@code tokens}
 * @param tokens of input and output
 * @param inputNanoUsd what the input alone costs; part of {@code nanoUsd}
 * @param nanoUsd at the dearest target that may be asked
 * @param clamped whether a limit that the input alone fits is asked for no more than its whole, so
 *     that a small limit does not refuse its first request
 */
public record Amounts(
    long inputTokens, long tokens, long inputNanoUsd, long nanoUsd, boolean clamped) {

  /** What {@code bound} is asked for. */
  public long of(Bound bound) {
    return switch (bound.dimension().unit()) {
      case REQUESTS -> 1;
      case TOKENS -> clamp(inputTokens, tokens, bound.most());
      case NANO_USD -> clamp(inputNanoUsd, nanoUsd, bound.most());
    };
  }

  private long clamp(long input, long all, long most) {
    return clamped && input <= most && most > 0 ? Math.min(all, most) : all;
  }
}
