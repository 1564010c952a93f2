package com.plurence.gateway.acceptance.management;

/** Limits in an embedded store. */
final class LimitSettingsOnH2Test extends LimitSettingsContract {
  @Override
  String store() {
    return "store: { url: \"h2:mem\" }";
  }
}
