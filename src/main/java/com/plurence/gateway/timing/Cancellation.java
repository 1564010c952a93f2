package com.plurence.gateway.timing;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells whoever works for a request that nobody waits for its response any more. Lives on one event
 * loop.
 */
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>(3);
  private boolean cancelled;
  private boolean over;

  /** Stops the work, that which began last first; calls after the first do nothing. */
  public void cancel() {
    if (over) {
      return;
    }
    cancelled = true;
    over = true;
    while (!actions.isEmpty()) {
      actions.remove(actions.size() - 1).run();
    }
  }

  /** Whether the work was stopped before it was done. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** The work is done: there is nothing to stop any more. */
  public void done() {
    over = true;
    actions.clear();
  }

  /**
   * Runs {@code action} when the work is to stop; at once if it was stopped, or is done and nobody
   * wants what is still begun.
   */
  public void onCancel(Runnable action) {
    if (over) {
      action.run();
    } else {
      actions.add(action);
    }
  }
}
