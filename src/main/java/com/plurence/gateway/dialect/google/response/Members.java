package com.plurence.gateway.dialect.google.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import java.util.List;
import java.util.Optional;

/**
 * An object of which members are read by their type. One of another type is malformed; {@code null}
 * is as good as absent, and so is a text without a character.
 */
record Members(JsonNode node) {

  /** The object {@code node}, which the message of a failure calls {@code what}. */
  static Members of(JsonNode node, String what) throws MalformedAnswer {
    if (!node.isObject()) {
      throw new MalformedAnswer(what + " is no object");
    }
    return new Members(node);
  }

  Optional<String> text(String name) throws MalformedAnswer {
    return member(name, node.path(name).isTextual())
        .map(JsonNode::textValue)
        .filter(text -> !text.isEmpty());
  }

  Optional<JsonNode> object(String name) throws MalformedAnswer {
    return member(name, node.path(name).isObject());
  }

  /** The elements of an array; none if it is absent. */
  Iterable<JsonNode> array(String name) throws MalformedAnswer {
    Optional<JsonNode> array = member(name, node.path(name).isArray());
    return array.isPresent() ? array.get() : List.of();
  }

  private Optional<JsonNode> member(String name, boolean right) throws MalformedAnswer {
    if (!node.hasNonNull(name)) {
      return Optional.empty();
    }
    if (!right) {
      throw new MalformedAnswer("the member " + name + " has another type");
    }
    return Optional.of(node.get(name));
  }
}
