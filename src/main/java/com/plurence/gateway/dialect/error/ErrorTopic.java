package com.plurence.gateway.dialect.error;

/** What a provider's sentence is about, where it has no code that says so. */
public enum ErrorTopic {
  /** What is asked or answered, rather than who asks. */
  CONTENT,
  /** Who asks, and whether they may. */
  PERMISSION,
  /** How much is asked in how short a time. */
  RATE,
  /**
   * That this request alone is larger than what may be asked in the time, however long one waits.
   */
  MORE_THAN_THE_RATE,
  /** That there is no such model. */
  UNKNOWN_MODEL,
  /** A model at all: a wrong path is answered without a word of it. */
  MODEL,
  /** Something that the request itself wants the provider to reach. */
  CONNECTOR
}
