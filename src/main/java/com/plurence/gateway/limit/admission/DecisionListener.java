package com.plurence.gateway.limit.admission;

import com.plurence.gateway.record.RefusedBy;
import org.jspecify.annotations.Nullable;

/** Hears of each decision about a request that has limits. Called on the request's event loop. */
@FunctionalInterface
public interface DecisionListener {
  /** All limits have let a request pass. */
  String ADMITTED = "admitted";

  /** A limit has not. */
  String REFUSED = "refused";

  /** Nobody could say. */
  String UNAVAILABLE = "unavailable";

  /**
   * It was decided about a request.
   *
   * @param decision {@link #ADMITTED}, {@link #REFUSED} or {@link #UNAVAILABLE}
   * @param limit that has not let it pass; null: none
   * @param nanos that it took to decide
   */
  void decided(String decision, @Nullable RefusedBy limit, long nanos);
}
