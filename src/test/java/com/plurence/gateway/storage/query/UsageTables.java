package com.plurence.gateway.storage.query;

import static com.plurence.gateway.testing.Outcome.done;

import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.usage.RandomUsage;
import com.plurence.gateway.usage.UsageJson;
import com.plurence.gateway.usage.UsageRecord;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts usage records into a store, and their sums, by SQL of its own. */
public final class UsageTables {
  /** Sums up all records by the hour. */
  static final String HOURS =
      """
      insert into usage_hour
      select timestamp - mod(timestamp, 3600000), account_id, project_id, key_id, model,
        coalesce(provider, ''), coalesce(target, ''), count(*),
        sum(case when replayed then 0 else 1 end),
        sum(case when status <> 499 and (error_id is not null or status >= 400)
          then 1 else 0 end),
        sum(case when status = 499 then 1 else 0 end),
        sum(uncached_tokens), sum(cache_read_tokens), sum(cache_write_tokens),
        sum(text_tokens), sum(reasoning_tokens), sum(coalesce(cost_nano_usd, 0)),
        sum(case when cost_nano_usd is null then 1 else 0 end), sum(latency_ms)
      from usage_record
      group by timestamp - mod(timestamp, 3600000), account_id, project_id, key_id,
        model, coalesce(provider, ''), coalesce(target, '')\
      """;

  private static final int BATCH = 500;
  private static final int COLUMNS = 34;

  private final Database database;

  public UsageTables(Database database) {
    this.database = database;
  }

  /** Inserts {@code records} without their sums. */
  public void insert(List<UsageRecord> records) {
    for (int from = 0; from < records.size(); from += BATCH) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      records
          .subList(from, Math.min(records.size(), from + BATCH))
          .forEach(usage -> rows.add(row(usage)));
      done(
          database.perform(
              sql ->
                  sql.updateAll(
                      "insert into usage_record values ("
                          + IntStream.range(0, COLUMNS)
                              .mapToObj(i -> "?")
                              .collect(Collectors.joining(", "))
                          + ")",
                      rows)));
    }
  }

  /** Inserts one record of just now, of whoever got this answer when signing up; tells its id. */
  public String insertOne(JsonObject signup) {
    String accountId = signup.getJsonObject("account").getString("id");
    String projectId = signup.getJsonObject("project").getString("id");
    long now = System.currentTimeMillis();
    List<UsageRecord> one =
        new RandomUsage(now, accountId, List.of(projectId)).between(now - 1000, now, 1);
    insert(one);
    return one.get(0).requestId();
  }

  /** Makes the sums of all records anew. */
  public void sumUp() {
    done(
        database.perform(
            sql -> {
              sql.update("delete from usage_hour");
              sql.update("delete from usage_latency");
              sql.update(HOURS);
              sql.update(times("latency", "latency_ms"));
              sql.update(times("ttft", "ttft_ms"));
            }));
  }

  /** Counts how long all records took, by the hour. */
  static String times(String measure, String column) {
    return """
    insert into usage_latency
    select began, account_id, project_id, model, provider, '%1$s', bucket, count(*) from (
      select timestamp - mod(timestamp, 3600000) as began, account_id, project_id, model,
        coalesce(provider, '') as provider,
        case when %2$s <= 1 then 0
          else cast(ceiling(ln(cast(%2$s as double precision)) / ln(1.1)) as integer)
        end as bucket
      from usage_record where %2$s is not null) r
    group by began, account_id, project_id, model, provider, bucket\
    """
        .formatted(measure, column);
  }

  private static @Nullable Object[] row(UsageRecord usage) {
    return new @Nullable Object[] {
      usage.timestamp(),
      usage.requestId(),
      usage.startedAt(),
      usage.accountId(),
      usage.projectId(),
      usage.keyId(),
      usage.operation(),
      usage.stream(),
      usage.model(),
      usage.provider(),
      usage.target(),
      usage.upstreamModel(),
      usage.tokens().uncached(),
      usage.tokens().cacheRead(),
      usage.tokens().cacheWrite(),
      usage.tokens().text(),
      usage.tokens().reasoning(),
      usage.estimated(),
      usage.costNanoUsd(),
      UsageJson.text(usage.price()),
      usage.latencyMs(),
      usage.ttftMs(),
      usage.finishReason(),
      usage.status(),
      usage.errorId(),
      usage.attempts(),
      usage.attemptLog().isEmpty() ? null : UsageJson.attempts(usage.attemptLog()),
      usage.replayed(),
      usage.cached(),
      usage.tags().isEmpty() ? null : UsageJson.tags(usage.tags()),
      usage.endUser(),
      usage.bodyMs(),
      usage.admittedMs(),
      usage.traceId()
    };
  }
}
