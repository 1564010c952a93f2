package com.plurence.gateway.inference.translation;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.translation.call.TranslatedCall;
import java.util.List;
import java.util.Map;

/**
 * A route for one call.
 *
 * @param route without the targets that can't take the call
 * @param calls the call as each target gets it that does not speak the client's dialect
 * @param guessed whether nobody is asked, since the gateway answers by a guess
 */
public record TranslatedRoute(Route route, Map<Target, TranslatedCall> calls, boolean guessed) {
  /** Copies the calls. */
  public TranslatedRoute {
    calls = Map.copyOf(calls);
  }

  /** A route whose targets all speak the client's dialect. */
  public static TranslatedRoute untouched(Route route) {
    return new TranslatedRoute(route, Map.of(), false);
  }

  /** The route of a call that the gateway answers itself. */
  static TranslatedRoute guessed(Route route) {
    return new TranslatedRoute(route, Map.of(), true);
  }

  /** Whether a target gets the client's own bytes. */
  public boolean sendsOriginal() {
    for (List<Target> group : route.priorities()) {
      for (Target target : group) {
        if (!calls.containsKey(target)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Bytes that are held for what was written, beside those of the client's own body: the first
   * takes its place if nobody gets that.
   *
   * @param original bytes of the client's own body
   */
  public long heldBeside(long original) {
    long written = 0;
    for (TranslatedCall call : calls.values()) {
      written += call.request().length();
    }
    return Math.max(0, written - (sendsOriginal() ? 0 : original));
  }

  /** Lets go of what was written: the response has begun. */
  public void release() {
    calls.values().forEach(call -> call.request().release());
  }
}
