package com.plurence.gateway.acceptance.management;

import com.plurence.gateway.testing.TestPostgres;

/** Limits in PostgreSQL. */
final class LimitSettingsOnPostgresTest extends LimitSettingsContract {
  @Override
  String store() {
    return "store: { url: \"%s\" }".formatted(TestPostgres.newDatabase().reveal());
  }
}
