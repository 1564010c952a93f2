package com.plurence.gateway.usage.shipping;

import java.util.Map;

/**
 * Sums of records that are not kept one by one.
 *
 * @param id by which the store adds them once
 */
public record Fold(String id, Map<HourKey, Tally> sums) {}
