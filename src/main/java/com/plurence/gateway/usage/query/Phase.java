package com.plurence.gateway.usage.query;

import com.plurence.gateway.usage.UsageAttempt;
import com.plurence.gateway.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request was doing for a while.
 *
 * @param name {@code body}, {@code limits}, {@code attempt 1} and so on, {@code backoff}
 * @param atMs milliseconds from the beginning of the request
 * @param ms how long it took
 * @param target of an attempt
 * @param outcome of an attempt
 */
record Phase(String name, long atMs, long ms, @Nullable String target, @Nullable String outcome) {

  /** All that is known of {@code usage}, in the order in which they began. */
  static List<Phase> of(UsageRecord usage) {
    List<Phase> phases = new ArrayList<>();
    Long body = usage.bodyMs();
    Long admitted = usage.admittedMs();
    if (body != null) {
      phases.add(new Phase("body", 0, body, null, null));
    }
    if (admitted != null) {
      long begun = body == null ? 0 : Math.min(body, admitted);
      phases.add(new Phase("limits", begun, admitted - begun, null, null));
    }
    long end = -1;
    int number = 0;
    for (UsageAttempt attempt : usage.attemptLog()) {
      if (end >= 0 && attempt.atMs() > end) {
        phases.add(new Phase("backoff", end, attempt.atMs() - end, null, null));
      }
      phases.add(
          new Phase(
              "attempt " + ++number,
              attempt.atMs(),
              attempt.ms(),
              attempt.target(),
              attempt.outcome()));
      end = attempt.atMs() + attempt.ms();
    }
    return phases;
  }
}
