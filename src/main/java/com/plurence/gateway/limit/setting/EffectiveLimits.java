package com.plurence.gateway.limit.setting;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.overload.Priority;

/**
 * The limits that hold now: what accounts, projects and API keys have of their own, else the
 * defaults. Everything is answered from memory, on any thread, and may differ the next time.
 */
public interface EffectiveLimits {
  /**
   * All limits of a request of {@code caller} to {@code model}, by the client's name; the same
   * object as the last time unless something has changed.
   */
  LimitSet limitsFor(Caller.Application caller, String model);

  /** What requests of {@code caller} take before it is known what they use. */
  LimitsConfig.Reserve reserveOf(Caller.Application caller);

  /** How much the requests of {@code caller} matter. */
  Priority priorityOf(Caller.Application caller);

  /** The defaults, and how limits are kept. */
  LimitsConfig config();

  /**
   * Calls {@code listener} after limits have changed, on any thread. It must not block. What was
   * refused by a limit of before may now be admitted.
   */
  void onChange(Runnable listener);
}
