package com.plurence.gateway.limit.setting;

/**
 * Where an owner of limits is found.
 *
 * @param projectId to which it belongs, or which it is; empty for an account
 */
public record LimitPlace(LimitOwner owner, String projectId) {
  public static LimitPlace account(String id) {
    return new LimitPlace(LimitOwner.account(id), "");
  }

  public static LimitPlace project(String id) {
    return new LimitPlace(LimitOwner.project(id), id);
  }

  public static LimitPlace key(String projectId, String id) {
    return new LimitPlace(LimitOwner.key(id), projectId);
  }
}
