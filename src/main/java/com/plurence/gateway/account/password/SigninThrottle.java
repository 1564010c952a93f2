package com.plurence.gateway.account.password;

import com.plurence.gateway.account.password.AttemptCounts.Limit;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import java.time.InstantSource;
import java.util.List;

/**
 * Slows down guessing, and making accounts: so many failures in five minutes for one e-mail address
 * from one network address, and more for either alone; so many sign-ups from one network address.
 * The limit for an e-mail address from everywhere is far the highest, as strangers can use it up.
 * Safe on any thread.
 */
public final class SigninThrottle {
  private static final int FAILURES_OF_A_PAIR = 10;
  private static final int FAILURES_OF_AN_ADDRESS = 100;
  private static final int FAILURES_OF_AN_EMAIL = 200;
  private static final int SIGNUPS_OF_AN_ADDRESS = 20;

  private final AttemptCounts counts;

  public SigninThrottle(InstantSource clock) {
    this.counts = new AttemptCounts(clock);
  }

  /**
   * Counts an attempt, before it is known how it ends, so that many at once are not fewer than one
   * after another. Fails with SIGNIN_THROTTLED, saying when to come back, after too many.
   *
   * @param address of the network, as {@code Call.network()} gives it
   */
  public Attempt signIn(String email, String address) {
    Limit pair = Limit.of("pair " + email + ' ' + address, FAILURES_OF_A_PAIR);
    Limit from = Limit.of("address " + address, FAILURES_OF_AN_ADDRESS);
    Limit to = Limit.of("email " + email, FAILURES_OF_AN_EMAIL);
    return begin(List.of(pair, from, to));
  }

  /** The same for an attempt to sign up. */
  public Attempt signUp(String address) {
    return begin(List.of(Limit.of("sign-up " + address, SIGNUPS_OF_AN_ADDRESS)));
  }

  private Attempt begin(List<Limit> limits) {
    counts
        .take(limits)
        .ifPresent(
            wait -> {
              throw ErrorCode.SIGNIN_THROTTLED.toException().withRetryAfter(wait);
            });
    return new Attempt(limits);
  }

  /** Whether the client itself is why an attempt failed: the gateway has told it what is wrong. */
  public static boolean isAnswer(Throwable failure) {
    return failure instanceof GatewayException refusal
        && refusal.kind() != ErrorCode.STORE_UNAVAILABLE
        && refusal.kind() != ErrorCode.SIGNIN_THROTTLED;
  }

  /** An attempt that is counted. */
  public final class Attempt {
    private final List<Limit> limits;

    private Attempt(List<Limit> limits) {
      this.limits = limits;
    }

    /** It was none to guess: what failed before, of this e-mail from there, was none either. */
    public void succeeded() {
      undo();
      counts.forget(limits.get(0));
    }

    /** It came to nothing, for a reason that was not the client's. */
    public void undo() {
      counts.giveBack(limits);
    }
  }
}
