package com.plurence.gateway.record;

import java.util.Optional;

/**
 * What a provider tells of a response when it is over.
 *
 * @param usage the tokens as the provider counts them, if it says
 * @param finishReason as the provider says it
 * @param contentBytes of what the response brought its client: text, thoughts, calls, as they stood
 *     in the JSON; to be asked for where there is no usage
 */
public record Completion(
    Optional<TokenUsage> usage, Optional<String> finishReason, long contentBytes) {
  /** The provider tells nothing. */
  public static final Completion UNKNOWN = new Completion(Optional.empty(), Optional.empty(), 0);
}
