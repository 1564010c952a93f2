package com.plurence.gateway.upstream.decision;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the many models behind one target are limited, each until a time of its own. Clients
 * choose the names, so their number and length are bounded; what has no room cools the whole
 * target. Safe on all event loops at once. Time is nanoseconds of one clock, the same for every
 * call.
 */
final class ModelCoolDowns {
  /** So many models limited at once say that the account is. */
  static final int MOST_MODELS = 100;

  /** Longest name of a model, in characters, that is remembered. */
  static final int LONGEST_NAME = 256;

  private final Map<String, CoolDown> limited = new ConcurrentHashMap<>();

  boolean isOver(String model, long now) {
    CoolDown known = limited.get(model);
    return known == null || known.isOver(now);
  }

  /** When the model may be asked for again; now, if it is not limited. */
  long end(String model, long now) {
    CoolDown known = limited.get(model);
    return known == null ? now : CoolDown.later(known.end(), now, now);
  }

  /**
   * The model is limited for this long.
   *
   * @return false if there is no room to remember it
   */
  boolean limited(String model, Duration wait, long now) {
    if (limited.size() >= MOST_MODELS) {
      limited.values().removeIf(known -> known.isOver(now));
    }
    boolean room = limited.size() < MOST_MODELS && model.length() <= LONGEST_NAME;
    if (room || limited.containsKey(model)) {
      limited.computeIfAbsent(model, added -> new CoolDown(now)).limited(wait, now);
      return true;
    }
    return false;
  }
}
