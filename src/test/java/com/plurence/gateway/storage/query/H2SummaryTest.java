package com.plurence.gateway.storage.query;

import com.plurence.gateway.config.Secret;
import java.nio.file.Path;

/** Sums of usage records in the embedded database. */
final class H2SummaryTest extends SummaryContract {
  @Override
  Secret newUrl(Path directory) {
    return new Secret("h2:" + directory.resolve("store"));
  }
}
