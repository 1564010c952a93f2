package com.plurence.gateway.record;

/**
 * The tokens that a provider says a request took; 0 where it does not say.
 *
 * @param prompt of the input, those from the cache included
 * @param completion of the output, those spent on reasoning included
 * @param total of both
 * @param cached of the input that the provider had in its cache
 * @param reasoning of the output that the caller does not see
 */
public record TokenUsage(long prompt, long completion, long total, long cached, long reasoning) {}
