package com.plurence.gateway.dialect.error;

import java.util.Optional;
import java.util.Set;

/**
 * What an error means, whatever the dialect in which it was said.
 *
 * @param status the HTTP status that the words stand for; 500 if none of them is known
 * @param reason what its code says
 * @param topics what its sentence is about
 * @param certain whether the words alone tell what is meant, whatever HTTP status came with them
 */
public record ErrorMeaning(
    int status, Optional<ErrorReason> reason, Set<ErrorTopic> topics, boolean certain) {
  /** Of an error without a word. */
  public static final ErrorMeaning UNKNOWN =
      new ErrorMeaning(ErrorReason.FAILED.status(), Optional.empty(), Set.of());

  /** Copies the topics. */
  public ErrorMeaning {
    topics = Set.copyOf(topics);
  }

  /** The meaning of words that many use in many ways, so that the HTTP status tells more. */
  public ErrorMeaning(int status, Optional<ErrorReason> reason, Set<ErrorTopic> topics) {
    this(status, reason, topics, false);
  }
}
