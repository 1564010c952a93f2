package com.plurence.gateway.usage;

import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.record.Billing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Usage records of few values each, so that many have some in common; the same for one seed. */
public final class RandomUsage {
  private static final List<String> MODELS =
      List.of("gpt-4o", "gpt://a//b", "=cmd|'/c calc'!A1", "ü \"quoted\" \\ % _ , & #");
  private static final List<String> TAGS =
      List.of("search", "prod", "a\"b", "back\\slash", "\"}", "x:y", "100%");
  private static final List<String> FINISHES =
      List.of("stop", "max_tokens", "tool_calls", "error", "client_disconnect");

  private final Random random;
  private final String accountId;
  private final List<String> projects;

  public RandomUsage(long seed, String accountId, List<String> projects) {
    this.random = new Random(seed);
    this.accountId = accountId;
    this.projects = projects;
  }

  /** {@code count} records that ended from {@code from} on and before {@code to}. */
  public List<UsageRecord> between(long from, long to, int count) {
    List<UsageRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(at(from + random.nextLong(to - from)));
    }
    return records;
  }

  private UsageRecord at(long timestamp) {
    String project = one(projects);
    String model = one(MODELS);
    boolean sent = random.nextInt(10) > 0;
    String provider = sent ? one(List.of("openai", "azure")) : null;
    String finish = one(FINISHES);
    boolean left = finish.equals("client_disconnect");
    boolean failed = finish.equals("error");
    long latency = 1L + random.nextInt(random.nextBoolean() ? 50 : 60_000);
    return new UsageRecord(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        timestamp,
        timestamp - latency,
        accountId,
        project,
        "key_" + random.nextInt(3) + project,
        one(List.of("chat", "embeddings")),
        random.nextBoolean(),
        model,
        provider,
        provider == null ? null : provider + "/" + model,
        provider == null ? null : model,
        tokens(),
        random.nextInt(5) == 0,
        random.nextInt(6) == 0 ? null : (Long) random.nextLong(3_000_000_000L),
        random.nextBoolean() ? null : LocalDate.of(2026, 10, 1),
        latency,
        random.nextInt(4) == 0 ? null : (Long) (1 + random.nextLong(latency)),
        finish,
        left ? 499 : failed ? 500 : 200,
        failed ? one(List.of("DAT000105", "DAT000110")) : null,
        sent ? 1 + random.nextInt(3) : 0,
        sent ? attempts(provider + "/" + model) : List.of(),
        random.nextInt(9) == 0,
        false,
        tags(),
        null,
        one(List.of(1L, 2L)),
        one(List.of(3L, 4L)),
        null);
  }

  private static List<UsageAttempt> attempts(String target) {
    return List.of(
        new UsageAttempt("first", "CONNECT_REFUSED", 3, null, Billing.NONE, 5, null),
        new UsageAttempt(target, "ok", 9, 7L, Billing.REPORTED, 12, 4L));
  }

  private TokenClasses tokens() {
    return new TokenClasses(
        random.nextInt(1000),
        random.nextInt(100),
        random.nextInt(10),
        random.nextInt(500),
        random.nextInt(50));
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>();
    for (String key : List.of("env", "team", "a.b-c")) {
      if (random.nextBoolean()) {
        tags.put(key, one(TAGS));
      }
    }
    return tags;
  }

  private <T extends @Nullable Object> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
