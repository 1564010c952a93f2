package com.plurence.gateway.limit.setting;

/**
 * What one owner has of its own.
 *
 * @param version grows by one with every change; 0: it never had any
 */
public record LimitSetting(LimitOwner owner, int version, OwnLimits limits) {
  /** Of an owner who has never had any. */
  public static LimitSetting none(LimitOwner owner) {
    return new LimitSetting(owner, 0, OwnLimits.NONE);
  }

  /** The same owner with {@code changed}, which gets a version when it is kept. */
  public LimitSetting with(OwnLimits changed) {
    return new LimitSetting(owner, version, changed);
  }
}
