package com.plurence.gateway.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Breaks JSON in one place or a few, as no client and no provider should. */
final class Mutations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<JsonNode> VALUES =
      List.of(
          JSON.nullNode(),
          JSON.booleanNode(true),
          JSON.numberNode(-1),
          JSON.numberNode(0),
          JSON.numberNode(new BigDecimal("1.5")),
          JSON.numberNode(new BigDecimal("1e400")),
          JSON.numberNode(Long.MAX_VALUE),
          JSON.textNode(""),
          JSON.textNode(" \n"),
          JSON.textNode("\ud83d"),
          JSON.textNode("plr1.g.x"),
          JSON.textNode("{"),
          JSON.arrayNode(),
          JSON.arrayNode().add(JSON.arrayNode().add(7)),
          JSON.objectNode(),
          JSON.objectNode().put("type", "future"));

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  /** A broken copy of {@code document}. */
  <T extends JsonNode> T of(T document) {
    T copy = document.deepCopy();
    for (int i = 0; i <= random.nextInt(3); i++) {
      List<JsonNode> containers = new ArrayList<>();
      List<JsonNode> texts = new ArrayList<>();
      collect(copy, containers, texts);
      JsonNode container = containers.get(random.nextInt(containers.size()));
      JsonNode value =
          texts.isEmpty() || random.nextInt(3) > 0
              ? VALUES.get(random.nextInt(VALUES.size()))
              : texts.get(random.nextInt(texts.size()));
      change(container, value.deepCopy());
    }
    return copy;
  }

  private static void collect(JsonNode node, List<JsonNode> containers, List<JsonNode> texts) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers, texts));
    } else if (node instanceof TextNode) {
      texts.add(node);
    }
  }

  private void change(JsonNode container, JsonNode value) {
    if (container instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, value);
      }
    } else if (container instanceof ArrayNode array && !array.isEmpty()) {
      int at = random.nextInt(array.size());
      switch (random.nextInt(4)) {
        case 0 -> array.remove(at);
        case 1 -> array.insert(at, array.get(random.nextInt(array.size())).deepCopy());
        default -> array.set(at, value);
      }
    }
  }
}
