package com.plurence.gateway.record;

import com.plurence.gateway.price.TokenClasses;
import org.jspecify.annotations.Nullable;

/**
 * How a request is accounted for: whether it is, since when, and what it spends. Times are those of
 * {@link System#nanoTime()}; lives on the event loop of its request.
 */
public final class Ledger {
  /** Tokens in a thousand bytes of content, until somebody knows better. */
  private static final long USUAL_DENSITY = 330;

  private final AttemptLog attempts;
  private Accounting accounting = Accounting.NONE;
  private long bodyAt;
  private long admittedAt;
  private long estimatedInput;
  private long tokensPerThousandBytes = USUAL_DENSITY;
  private @Nullable Spending spending;

  Ledger(AttemptLog attempts) {
    this.attempts = attempts;
  }

  /** The body of the request has come whole. */
  public void bodyCame() {
    bodyAt = System.nanoTime();
  }

  void pass(long inputTokens) {
    accounting = Accounting.ADMITTED;
    estimatedInput = inputTokens;
    admittedAt = System.nanoTime();
  }

  void account(Accounting how) {
    accounting = how;
  }

  /** A thousand bytes of what the response brings have so many tokens, as far as anybody knows. */
  public void expectTokens(long perThousandBytes) {
    tokensPerThousandBytes = perThousandBytes;
  }

  Accounting accounting() {
    return accounting;
  }

  /** When the body had come; 0: it has not. */
  public long bodyAt() {
    return bodyAt;
  }

  /** When the limits let it pass; 0: they have not. */
  public long admittedAt() {
    return admittedAt;
  }

  /** The tokens of the input, as the gateway estimates them; 0: nobody did. */
  public long estimatedInput() {
    return estimatedInput;
  }

  /** What {@code attempt} is billed for. */
  public TokenClasses tokens(AttemptRecord attempt) {
    return attempt.bill().tokens(estimatedInput, tokensPerThousandBytes);
  }

  /** What was spent so far. */
  Spending spending() {
    return accounting == Accounting.ADMITTED
        ? Spending.of(attempts, estimatedInput, tokensPerThousandBytes)
        : Spending.NONE;
  }

  /** Nothing more will be spent; whether that was not known before. */
  boolean settle() {
    boolean first = spending == null;
    if (first) {
      spending = spending();
    }
    return first;
  }

  /** What was spent in all, once that is settled. */
  Spending settled() {
    Spending known = spending;
    return known == null ? spending() : known;
  }
}
