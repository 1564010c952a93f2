package com.plurence.gateway.usage;

import com.plurence.gateway.record.Billing;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a request, as its usage record has it.
 *
 * @param outcome {@code ok}, {@code cancelled}, or the name of the fault
 * @param ms from its beginning to the end of the response
 * @param totalTokens of input and output; null: unknown
 * @param billing how it is known what the provider bills
 * @param atMs when it began, from the beginning of the request
 * @param firstByteMs until the provider's first byte, from the beginning of the attempt; null: none
 *     came
 */
public record UsageAttempt(
    String target,
    String outcome,
    long ms,
    @Nullable Long totalTokens,
    Billing billing,
    long atMs,
    @Nullable Long firstByteMs) {}
