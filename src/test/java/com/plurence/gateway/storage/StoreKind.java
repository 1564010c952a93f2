package com.plurence.gateway.storage;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.testing.TestPostgres;
import java.nio.file.Path;

/** The databases that must all behave alike. */
enum StoreKind {
  H2 {
    @Override
    Secret newUrl(Path directory) {
      return new Secret("h2:" + directory.resolve("store"));
    }
  },
  POSTGRES {
    @Override
    Secret newUrl(Path directory) {
      return TestPostgres.newDatabase();
    }
  };

  /** The URL of a new, empty database. */
  abstract Secret newUrl(Path directory);
}
