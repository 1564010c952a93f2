package com.plurence.gateway.overload;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one project has under way in this process. Safe on any thread, without locks. */
final class ProjectLoad {
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean asked = true;

  /** Looks that found nothing; only who looks counts them. */
  private int idle;

  /** A request of the project has come, whatever becomes of it. */
  void ask() {
    if (!asked) {
      asked = true;
    }
  }

  void enter() {
    requests.incrementAndGet();
  }

  void leave() {
    requests.decrementAndGet();
  }

  /** Requests in flight. */
  int requests() {
    return requests.get();
  }

  /**
   * @param more bytes that its exchanges hold; negative when they give some back
   */
  void hold(long more) {
    bytes.addAndGet(more);
  }

  /** Bytes that its exchanges hold. */
  long bytes() {
    return bytes.get();
  }

  /** How many looks in a row there was nothing in flight, and nothing had been asked. */
  int looksIdle() {
    if (asked || requests() > 0) {
      asked = false;
      idle = 0;
    } else {
      idle++;
    }
    return idle;
  }
}
