package com.plurence.gateway.upstream;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells whoever works for a request that nobody waits for the response any more. Lives on one event
 * loop.
 */
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>(2);
  private boolean cancelled;

  /** Stops the work; calls after the first do nothing. */
  public void cancel() {
    if (!cancelled) {
      cancelled = true;
      List.copyOf(actions).forEach(Runnable::run);
      actions.clear();
    }
  }

  /** Whether the work is to stop. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** Runs {@code action} when the work is to stop; at once if it is already. */
  void onCancel(Runnable action) {
    if (cancelled) {
      action.run();
    } else {
      actions.add(action);
    }
  }
}
