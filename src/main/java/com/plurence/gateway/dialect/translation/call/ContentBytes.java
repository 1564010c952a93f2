package com.plurence.gateway.dialect.translation.call;

import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;

/** Counts the bytes of what a model wrote, by which its tokens are estimated. */
final class ContentBytes {
  private ContentBytes() {}

  /** Of all choices of {@code answer}. */
  static long of(ModelAnswer answer) {
    return answer.choices().stream()
        .flatMap(choice -> choice.parts().stream())
        .mapToLong(ContentBytes::of)
        .sum();
  }

  private static long of(Part part) {
    if (part instanceof Part.Text text) {
      return of(text.text());
    }
    if (part instanceof Part.Refusal refusal) {
      return of(refusal.text());
    }
    if (part instanceof Part.Reasoning reasoning) {
      return of(reasoning.text());
    }
    return part instanceof Part.Call call ? of(TranslationJson.text(call.arguments())) : 0;
  }

  /** Of {@code text} in UTF-8; a surrogate that has no other half counts as one that has. */
  static long of(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
