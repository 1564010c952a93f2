package com.plurence.gateway.dialect.vocabulary;

/** Who speaks. */
public enum Role {
  USER,
  ASSISTANT,
  /** The application, in the middle of a conversation. */
  SYSTEM
}
