package com.plurence.gateway.dialect;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.record.TokenUsage;
import java.util.Optional;

/**
 * What the gateway wants to know of a whole response.
 *
 * @param wellFormed whether it is one JSON value; if not, the rest is what was seen before it broke
 * @param answers whether it has what was asked for, such as choices
 * @param error the error that the provider reports, whatever the status said
 * @param usage the tokens that it took
 * @param finishReason of the first choice that has one
 * @param contentBytes of text, thoughts and calls, as they stand in the JSON
 */
public record ResponseFacts(
    boolean wellFormed,
    boolean answers,
    Optional<ProviderError> error,
    Optional<TokenUsage> usage,
    Optional<String> finishReason,
    long contentBytes) {}
