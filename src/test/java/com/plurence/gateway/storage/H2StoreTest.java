package com.plurence.gateway.storage;

/** The contract of the stores, kept by the embedded database. */
final class H2StoreTest extends StoreContract {
  H2StoreTest() {
    super(StoreKind.H2);
  }
}
