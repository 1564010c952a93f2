package com.plurence.gateway.limit;

/**
 * How a limit stands. Amounts are in the unit of its dimension.
 *
 * @param used what is settled; of minutes all that counts in the window
 * @param held what is reserved and not yet settled; 0 for minutes, where it is in {@code used}
 * @param remaining what may still be taken; never negative
 * @param resetsAtMillis since 1970: when all of it is back at the latest; 0 for {@link
 *     Dimension#CONCURRENCY}, of which nobody knows
 */
public record Standing(Bound bound, long used, long held, long remaining, long resetsAtMillis) {}
