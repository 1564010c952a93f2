package com.plurence.gateway.limit;

/**
 * A limit that refuses a request.
 *
 * @param waitMillis the least time after which this limit would take the same amount if nothing
 *     else happens and nothing under way settles; 1,000 for {@link Dimension#CONCURRENCY}; the
 *     whole window where no wait would help
 */
public record Refusal(Bound bound, long waitMillis) {}
