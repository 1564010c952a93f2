package com.plurence.gateway.usage.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sums of one group in one interval. Percentiles are in milliseconds, within 5 %; null where
 * nobody knows.
 *
 * @param start of the interval, in milliseconds since 1970
 * @param group the values of the fields by which was grouped, of which each may be null
 * @param other whether these are all groups together that have no rows of their own
 */
public record SummaryRow(
    long start,
    List<@Nullable String> group,
    boolean other,
    Sums sums,
    @Nullable Double latencyP50,
    @Nullable Double latencyP95,
    @Nullable Double ttftP50,
    @Nullable Double ttftP95) {}
