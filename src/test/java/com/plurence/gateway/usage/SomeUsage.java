package com.plurence.gateway.usage;

import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.record.Billing;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Usage records as tests need them. */
public final class SomeUsage {
  private SomeUsage() {}

  /** One of which everything is known, that ended at {@code timestamp}. */
  public static UsageRecord full(long timestamp) {
    return new UsageRecord(
        UUID.randomUUID().toString(),
        timestamp,
        timestamp - 1500,
        "account",
        "project",
        "key",
        "chat",
        true,
        "gpt-4o-mini",
        "openai",
        "openai/gpt-4o-mini",
        "gpt-4o-mini",
        new TokenClasses(100, 20, 3, 40, 5),
        false,
        123_456L,
        LocalDate.of(2026, 10, 1),
        1500,
        300L,
        "stop",
        200,
        null,
        2,
        List.of(
            new UsageAttempt(
                "azure/gpt-4o-mini", "CONNECT_REFUSED", 3, null, Billing.NONE, 7, null),
            new UsageAttempt("openai/gpt-4o-mini", "ok", 1480, 168L, Billing.REPORTED, 12, 280L)),
        false,
        false,
        Map.of("team", "search", "env", "prod"),
        "user \"1\"",
        4L,
        6L,
        "4bf92f3577b34da6a3ce929d0e0e4736");
  }

  /**
   * {@code count} of them, every third of which is bare.
   *
   * @param from when the first one ended; each other one {@code step} milliseconds later
   */
  public static List<UsageRecord> many(long from, int count, long step) {
    return IntStream.range(0, count)
        .mapToObj(i -> i % 3 == 0 ? bare(from + i * step) : full(from + i * step))
        .toList();
  }

  /** One of which as little as possible is known: no attempt was made. */
  public static UsageRecord bare(long timestamp) {
    return new UsageRecord(
        UUID.randomUUID().toString(),
        timestamp,
        timestamp - 5,
        "account",
        "project",
        "key",
        "chat",
        false,
        "gpt-4o-mini",
        null,
        null,
        null,
        TokenClasses.NONE,
        false,
        null,
        null,
        5,
        null,
        "client_disconnect",
        499,
        null,
        0,
        List.of(),
        false,
        false,
        Map.of(),
        null,
        null,
        null,
        null);
  }
}
