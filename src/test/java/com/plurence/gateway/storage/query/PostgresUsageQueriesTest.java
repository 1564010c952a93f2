package com.plurence.gateway.storage.query;

import com.plurence.gateway.config.Secret;
import java.nio.file.Path;

/** Lists of usage records in a shared PostgreSQL. */
final class PostgresUsageQueriesTest extends UsageQueriesContract {
  @Override
  Secret newUrl(Path directory) {
    return com.plurence.gateway.testing.TestPostgres.newDatabase();
  }
}
