package com.plurence.gateway.record;

/**
 * The tokens that a provider says a request took; 0 where it does not say.
 *
 * @param input of the input, those from the cache included
 * @param output of the output, those spent on reasoning included
 * @param total of both
 * @param cachedInput of the input that the provider had in its cache
 * @param reasoning of the output that the caller does not see
 */
public record TokenUsage(long input, long output, long total, long cachedInput, long reasoning) {}
