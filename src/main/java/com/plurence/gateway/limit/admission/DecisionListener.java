package com.plurence.gateway.limit.admission;

import com.plurence.gateway.record.RefusedBy;
import org.jspecify.annotations.Nullable;

/** Hears of each decision about a request that has limits. Called on the request's event loop. */
@FunctionalInterface
public interface DecisionListener {
  /**
   * A request was let pass or not.
   *
   * @param limit that has not let it pass; null: all have
   * @param nanos that it took to decide
   */
  void decided(@Nullable RefusedBy limit, long nanos);
}
