package com.plurence.gateway.limit;

import static com.plurence.gateway.limit.Dimension.Window.DAY;
import static com.plurence.gateway.limit.Dimension.Window.MINUTE;
import static com.plurence.gateway.limit.Dimension.Window.MONTH;
import static com.plurence.gateway.limit.Dimension.Window.NOW;
import static com.plurence.gateway.limit.Unit.NANO_USD;
import static com.plurence.gateway.limit.Unit.REQUESTS;
import static com.plurence.gateway.limit.Unit.TOKENS;

import java.util.List;

/** What a limit is about. The order is that of the ids of the errors. */
public enum Dimension {
  RPM("rpm", REQUESTS, MINUTE),
  TPM("tpm", TOKENS, MINUTE),
  RPD("rpd", REQUESTS, DAY),
  TOKENS_PER_MONTH("tokens_per_month", TOKENS, MONTH),
  CONCURRENCY("concurrency", REQUESTS, NOW),
  USD_PER_DAY("usd_per_day", NANO_USD, DAY),
  USD_PER_MONTH("usd_per_month", NANO_USD, MONTH);

  private static final List<Dimension> ALL = List.of(values());
  private static final List<Dimension> OF_MODELS =
      ALL.stream().filter(dimension -> dimension.unit != NANO_USD).toList();

  private final String label;
  private final Unit unit;
  private final Window window;

  Dimension(String label, Unit unit, Window window) {
    this.label = label;
    this.unit = unit;
    this.window = window;
  }

  /** The time over which a limit counts. */
  public enum Window {
    /** Sixty seconds that slide with the clock. */
    MINUTE,

    /** A calendar day, UTC. */
    DAY,

    /** A calendar month, UTC. */
    MONTH,

    /** What is under way at the moment. */
    NOW
  }

  /** What can be limited for {@code scope}: all, but that the money of one model can't be. */
  public static List<Dimension> of(Scope.Kind scope) {
    return scope == Scope.Kind.MODEL ? OF_MODELS : ALL;
  }

  /** The name in configuration, API, headers and metrics. */
  public String label() {
    return label;
  }

  /** What is counted. */
  public Unit unit() {
    return unit;
  }

  /** Over which time. */
  public Window window() {
    return window;
  }
}
