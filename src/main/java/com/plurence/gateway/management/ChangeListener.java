package com.plurence.gateway.management;

import com.plurence.gateway.record.RequestRecord;

/** Hears of every request that changes something, when it is over, on its event loop. */
@FunctionalInterface
public interface ChangeListener {
  /**
   * {@code request} is over.
   *
   * @param change what it has changed, or would have if it had not failed
   */
  void changed(Change change, RequestRecord request);
}
