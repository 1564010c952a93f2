package com.plurence.gateway.record;

import com.plurence.gateway.config.AuditConfig;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides of which requests the bodies are kept, and how much memory all of them take on their way.
 * Safe on any thread.
 */
public final class BodyCopying {
  private final long each;
  private final long memory;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param each bytes of one body, at most
   * @param memory bytes of all bodies, at most
   */
  public BodyCopying(long each, long memory) {
    this.each = each;
    this.memory = memory;
  }

  /** Begins to keep the bodies of a request, if its project wants that; else empty. */
  public Optional<BodyCopies> begin(AuditConfig.Tier tier) {
    return tier == AuditConfig.Tier.FULL
        ? Optional.of(new BodyCopies(this, each))
        : Optional.empty();
  }

  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= memory) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** The bodies of one request are given up. */
  public void drop() {
    dropped.incrementAndGet();
  }

  /** Requests of which the bodies were given up so far. */
  public long dropped() {
    return dropped.get();
  }
}
