package com.plurence.gateway.dialect.openai.error;

import com.plurence.gateway.dialect.error.ErrorMeaning;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.error.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes errors of the words that were found, wherever they stood. */
public final class OpenAiErrors {
  private OpenAiErrors() {}

  /** An error whose words are these; those that {@link ProviderError} has, with their meaning. */
  public static ProviderError of(
      Optional<String> code,
      Optional<String> type,
      Optional<String> message,
      Optional<String> param,
      List<FieldError> fields,
      Optional<Duration> retryDelay,
      Optional<String> reason) {
    ProviderError said =
        new ProviderError(
            code, type, message, param, fields, retryDelay, reason, ErrorMeaning.UNKNOWN);
    return said.meaning(
        new ErrorMeaning(ReasonWords.status(said), ReasonWords.of(said), Phrases.topics(said)));
  }
}
