package com.plurence.gateway.dialect.error;

import java.util.Optional;

/**
 * What a provider answered in place of a response.
 *
 * @param error the error object, if the body is one in a form that is known
 * @param page whether the body is a web page, so that it was not the model's server that answered
 * @param text the body in words, cleaned and of at most 512 characters; may be empty
 */
public record Refusal(Optional<ProviderError> error, boolean page, String text) {
  /** Nothing is known but the status. */
  public static final Refusal SILENT = new Refusal(Optional.empty(), false, "");

  /** The same without the fields that are at fault. */
  public Refusal withoutFields() {
    return new Refusal(error.map(ProviderError::withoutFields), page, text);
  }
}
