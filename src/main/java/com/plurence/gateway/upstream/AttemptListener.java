package com.plurence.gateway.upstream;

import com.plurence.gateway.record.AttemptRecord;

/**
 * Hears of every attempt of one event loop, on that loop. It is called between the bytes of
 * requests, so it must neither block nor throw.
 */
@FunctionalInterface
public interface AttemptListener {
  /** The target was chosen, and the attempt asks for a connection to it. */
  default void attemptBegan(AttemptRun attempt) {}

  /**
   * The attempt is over: its whole response has come or has broken off, or none came. Called once
   * for each that began.
   */
  void attemptEnded(AttemptRun attempt, AttemptRecord record);
}
