package com.plurence.gateway.dialect;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.record.TokenUsage;
import java.util.Optional;

/**
 * What the gateway wants to know of a whole response.
 *
 * @param wellFormed whether it is one JSON value; if not, the rest is what was seen before it broke
 * @param choices whether it has a list of choices with one in it, or says of itself that it is a
 *     completion and has an empty list
 * @param data whether it has a list of data
 * @param error the error that the provider reports, whatever the status said
 * @param usage the tokens that it took
 * @param finishReason of the first choice that has one
 */
public record ResponseFacts(
    boolean wellFormed,
    boolean choices,
    boolean data,
    Optional<ProviderError> error,
    Optional<TokenUsage> usage,
    Optional<String> finishReason) {}
