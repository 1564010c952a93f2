package com.plurence.gateway.demo.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** What the fake provider signs, so that it knows it again. */
final class Signatures {
  /** What Google takes from those who have none. */
  private static final String EXCUSE = "skip_thought_signature_validator";

  private Signatures() {}

  /** The signature of {@code text}: always the same. */
  static String of(String text) {
    String value = String.format(Locale.ROOT, "demo-signature-%08x", text.hashCode());
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether Google would take it for the signature of a call of {@code name}. */
  static boolean isOfCall(String signature, String name) {
    return signature.equals(of(name)) || signature.equals(EXCUSE);
  }
}
