package com.plurence.gateway.storage.query;

import com.plurence.gateway.config.Secret;
import java.nio.file.Path;

/** Sums of usage records in a shared PostgreSQL. */
final class PostgresSummaryTest extends SummaryContract {
  @Override
  Secret newUrl(Path directory) {
    return com.plurence.gateway.testing.TestPostgres.newDatabase();
  }
}
