package com.plurence.gateway.storage.query;

import com.plurence.gateway.config.Secret;
import java.nio.file.Path;

/** Lists of usage records in the embedded database. */
final class H2UsageQueriesTest extends UsageQueriesContract {
  @Override
  Secret newUrl(Path directory) {
    return new Secret("h2:" + directory.resolve("store"));
  }
}
