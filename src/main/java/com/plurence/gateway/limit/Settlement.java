package com.plurence.gateway.limit;

/**
 * What a request has used in the end.
 *
 * @param tokens of all attempts that were billed, those from a provider's cache by their weight
 * @param nanoUsd what they cost; 0 where no price is known
 * @param countsAsRequest false for one that was never sent to anybody, which gives back what it
 *     took of requests per minute and per day
 */
public record Settlement(long tokens, long nanoUsd, boolean countsAsRequest) {
  /** Of a request that came to nothing before anybody was asked. */
  public static final Settlement UNSENT = new Settlement(0, 0, false);
}
