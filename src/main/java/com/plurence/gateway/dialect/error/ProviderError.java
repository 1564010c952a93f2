package com.plurence.gateway.dialect.error;

import com.plurence.gateway.error.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An error in a provider's words. Only {@link #clientMessage()} and {@link #fields()} are fit for
 * clients; the rest may name hosts, accounts and keys.
 *
 * @param code such as {@code context_length_exceeded}, or a number as text
 * @param type such as {@code invalid_request_error} or {@code INVALID_ARGUMENT}
 * @param message as the provider wrote it
 * @param param the field of the request that is at fault
 * @param fields every field that is at fault, cleaned for clients
 * @param retryDelay how long the provider asks to wait
 * @param reason a finer code, such as {@code API_KEY_INVALID}
 * @param meaning what these words mean in the dialect in which they were said
 */
public record ProviderError(
    Optional<String> code,
    Optional<String> type,
    Optional<String> message,
    Optional<String> param,
    List<FieldError> fields,
    Optional<Duration> retryDelay,
    Optional<String> reason,
    ErrorMeaning meaning) {

  /** An error without a word. */
  public static final ProviderError UNKNOWN =
      new ProviderError(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          ErrorMeaning.UNKNOWN);

  /** Copies the fields. */
  public ProviderError {
    fields = List.copyOf(fields);
  }

  /** The same words with the meaning that their dialect gives them. */
  public ProviderError meaning(ErrorMeaning known) {
    return new ProviderError(code, type, message, param, fields, retryDelay, reason, known);
  }

  /** The same words without the fields that are at fault. */
  public ProviderError withoutFields() {
    return new ProviderError(
        code, type, message, Optional.empty(), List.of(), retryDelay, reason, meaning);
  }

  /** The message without what clients must not see, at most 512 characters; may be empty. */
  public String clientMessage() {
    return ClientText.of(message.orElse(""));
  }
}
