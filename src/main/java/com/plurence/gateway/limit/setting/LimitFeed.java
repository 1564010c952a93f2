package com.plurence.gateway.limit.setting;

/** Tells of limits that this gateway, or another on the same store, has changed. */
public interface LimitFeed {

  /** Tells {@code listener} of everything that happens from now on. */
  void subscribe(LimitChangeListener listener);

  /** Called on any thread, perhaps twice for one event; must not block. */
  interface LimitChangeListener {
    /** This is what somebody has now. */
    void changed(LimitSetting setting);

    /** Somebody has something else now, or is gone. */
    void changed(LimitOwner owner);

    /** Changes may have been missed. */
    void missed();
  }
}
