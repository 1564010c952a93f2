package com.plurence.gateway.limit.setting;

/**
 * What one owner has of its own.
 *
 * @param version grows by one with every change; 0: it never had any
 */
record LimitSetting(LimitOwner owner, int version, OwnLimits limits) {}
