package com.plurence.gateway.auth.key;

/** Tells of keys made and removed, by this gateway or by another on the same store. */
public interface KeyFeed {

  /** Tells {@code listener} of everything that happens from now on. */
  void subscribe(KeyChangeListener listener);

  /** Called on any thread, perhaps twice for one event; must not block. */
  interface KeyChangeListener {
    /** A key exists now. */
    void created(KeyHash hash);

    /** A key is gone; whoever uses it must stop. */
    void removed(String keyId, KeyHash hash);

    /** Events of other gateways may be missed from now on. */
    void interrupted();

    /** Events may have been missed until now; none is missed from now on. */
    void resumed();
  }
}
