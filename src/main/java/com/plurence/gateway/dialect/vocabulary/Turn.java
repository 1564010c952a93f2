package com.plurence.gateway.dialect.vocabulary;

import java.util.List;

/**
 * What somebody said in a conversation.
 *
 * @param path of the message in the client's request
 */
public record Turn(String path, Role role, List<Part> parts) {
  /** Copies the parts. */
  public Turn {
    parts = List.copyOf(parts);
  }
}
