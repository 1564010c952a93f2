package com.plurence.gateway.dialect.google.request;

import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Seal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds where Google's signatures go back to: with the call that they came with, whether it has
 * them itself or in the thought before it; or with the text, if no call follows. Models that think
 * by levels refuse a turn whose first call has none.
 */
final class Signatures {
  /** What Google documents for calls that another model made. */
  private static final String EXCUSE = "skip_thought_signature_validator";

  private static final int NOWHERE = -1;

  private final @Nullable String[] ofParts;
  private @Nullable String seal;
  private int sealedText = NOWHERE;
  private boolean called;

  private Signatures(int parts) {
    ofParts = new @Nullable String[parts];
  }

  /** The signature of each of {@code parts}; null where there is none. */
  static @Nullable String[] of(List<Part> parts, TargetTraits traits) {
    Signatures signatures = new Signatures(parts.size());
    // Models that take a budget came before those that sign.
    for (int i = 0; i < parts.size() && !traits.thinkingBudget(); i++) {
      signatures.see(i, parts.get(i));
    }
    signatures.putOnText();
    return signatures.ofParts;
  }

  private void see(int index, Part part) {
    if (part instanceof Part.Reasoning thought) {
      of(thought).ifPresent(this::begin);
    } else if (part instanceof Part.Text text) {
      sealedText = sealedText == NOWHERE && !text.text().isBlank() ? index : sealedText;
    } else if (part instanceof Part.Call call) {
      ofParts[index] = of(call);
      called = true;
      seal = null;
    }
  }

  private static Optional<String> of(Part.Reasoning thought) {
    return thought.seal().filter(found -> found.kind() == Seal.Kind.GOOGLE).map(Seal::value);
  }

  private @Nullable String of(Part.Call call) {
    String known = call.signature().orElse(seal);
    return known == null && !called ? EXCUSE : known;
  }

  private void begin(String next) {
    putOnText();
    seal = next;
    sealedText = NOWHERE;
  }

  private void putOnText() {
    if (seal != null && sealedText != NOWHERE) {
      ofParts[sealedText] = seal;
    }
  }
}
