package com.plurence.gateway.storage.query;

import static com.plurence.gateway.testing.Outcome.done;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.usage.SqlUsageStore;
import com.plurence.gateway.testing.TestPostgres;
import java.time.Instant;

/**
 * Millions of records of 30 days in PostgreSQL, made by the server itself: 5 projects with 4 keys
 * each, 5 models of 2 providers, all of one account. With their sums.
 */
final class ManyRecords {
  static final long DAYS = 30;
  private static final long HOUR = 3_600_000;
  private static final int BATCH = 1_000_000;

  private static final String INSERT =
      """
      insert into usage_record
      select ts, gen_random_uuid()::text, ts - latency, '%1$s', 'proj_' || k %% 5, 'key_' || k,
        'chat', n %% 2 = 0, 'model-' || m, case when m < 3 then 'openai' else 'azure' end,
        case when m < 3 then 'openai' else 'azure' end || '/model-' || m, 'model-' || m,
        100 + h %% 900, h %% 50, 0, 50 + h %% 400, h %% 30, h %% 20 = 0,
        case when h %% 40 = 1 then null else h * 7 end, '2026-10-01', latency,
        latency / 4, case when h %% 50 = 7 then 'error' else 'stop' end,
        case when h %% 50 = 7 then 500 else 200 end,
        case when h %% 50 = 7 then 'DAT000105' end, 1,
        '[{"target":"openai/model-1","outcome":"ok","ms":1480,"total_tokens":168,'
          || '"billing":"reported","at_ms":12,"first_byte_ms":280}]',
        false, false, '{"env":"prod","team":"team-' || h %% 10 || '"}', null, 4, 6, null
      from (
        select n, %2$d + n * %3$d / %4$d as ts, h, h %% 20 as k, h / 20 %% 5 as m,
          200 + h * h %% 30000 as latency
        from (
          select n, (n * 2654435761 %% 1000003) as h
          from generate_series(%5$d::bigint, %6$d::bigint) as n) numbered) r\
      """;

  private ManyRecords() {}

  /**
   * Makes {@code count} of them.
   *
   * @param end before which all of them ended
   */
  static void make(Database database, Secret store, String account, long end, long count) {
    done(new SqlUsageStore(database).prepare(Instant.ofEpochMilli(end)));
    long range = DAYS * 24 * HOUR;
    TestPostgres.run(
        store, "drop index usage_record_account, usage_record_project, usage_record_request");
    for (long from = 1; from <= count; from += BATCH) {
      TestPostgres.run(
          store,
          INSERT.formatted(
              account, end - range, range - 1, count, from, Math.min(count, from + BATCH - 1)));
    }
    TestPostgres.run(
        store,
        "create index usage_record_account on usage_record (account_id, timestamp, request_id)");
    TestPostgres.run(
        store,
        "create index usage_record_project on usage_record (project_id, timestamp, request_id)");
    TestPostgres.run(store, "create index usage_record_request on usage_record (request_id)");
    TestPostgres.run(store, UsageTables.HOURS);
    TestPostgres.run(store, UsageTables.times("latency", "latency_ms"));
    TestPostgres.run(store, UsageTables.times("ttft", "ttft_ms"));
    TestPostgres.run(store, "vacuum analyze");
  }
}
