package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.Admission.Refused;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal by requests per minute or day, given again for a moment without asking: whatever a
 * request is about, it would be refused, and a flood of them costs Redis nothing.
 */
final class RepeatedRefusal {
  static final Duration MOMENT = Duration.ofMillis(200);
  private static final long LEAST_WAIT = 1_000;

  private final long moment;
  private @Nullable Refused refused;
  private long since;

  /**
   * @param moment for which it is given again
   */
  RepeatedRefusal(Duration moment) {
    this.moment = moment.toMillis();
  }

  /** Remembers {@code refused}, if it will be true for a moment. */
  void remember(Refused refusal, long millis) {
    List<Refusal> lasting =
        refusal.refusals().stream()
            .filter(one -> isAboutRequests(one) && one.waitMillis() >= LEAST_WAIT)
            .toList();
    if (!lasting.isEmpty()) {
      refused = new Refused(lasting, refusal.standings());
      since = millis;
    }
  }

  private static boolean isAboutRequests(Refusal refusal) {
    Dimension dimension = refusal.bound().dimension();
    return dimension == Dimension.RPM || dimension == Dimension.RPD;
  }

  /** What was remembered, if that is still true at {@code millis}. */
  @Nullable Refused at(long millis) {
    Refused last = refused;
    if (last == null) {
      return null;
    }
    long passed = millis - since;
    if (passed < 0 || passed >= moment) {
      refused = null;
      return null;
    }
    return new Refused(
        last.refusals().stream()
            .map(one -> new Refusal(one.bound(), one.waitMillis() - passed))
            .toList(),
        last.standings());
  }

  /** Something was given back. */
  void forget() {
    refused = null;
  }
}
