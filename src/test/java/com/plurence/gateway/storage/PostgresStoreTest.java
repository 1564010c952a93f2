package com.plurence.gateway.storage;

/** The contract of the stores, kept by a shared PostgreSQL. */
final class PostgresStoreTest extends StoreContract {
  PostgresStoreTest() {
    super(StoreKind.POSTGRES);
  }
}
