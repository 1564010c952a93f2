package com.plurence.gateway.dialect.translation.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Members that an operator wants in every request to a target. */
public final class ExtraMembers {
  private ExtraMembers() {}

  /** Puts {@code extra} into {@code request}, at any depth, where nothing was written. */
  public static void put(ObjectNode extra, ObjectNode request) {
    extra
        .properties()
        .forEach(
            member -> {
              JsonNode written = request.get(member.getKey());
              if (written == null) {
                request.set(member.getKey(), member.getValue().deepCopy());
              } else if (written instanceof ObjectNode below
                  && member.getValue() instanceof ObjectNode more) {
                put(more, below);
              }
            });
  }
}
