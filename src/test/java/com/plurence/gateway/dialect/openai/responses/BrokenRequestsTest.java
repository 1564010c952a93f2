package com.plurence.gateway.dialect.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.request.Conversation;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.testing.golden.GoldenCase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests of any shape give a request or findings, and nothing else. */
final class BrokenRequestsTest {
  private static final int ROUNDS = 3000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Random random = new Random(15);

  @Test
  void anyShapeGivesARequestOrFindings() {
    List<JsonNode> bodies =
        GoldenCase.all()
            .filter(golden -> golden.from().equals("responses"))
            .map(golden -> golden.requestIn().path("body"))
            .filter(JsonNode::isObject)
            .toList();
    int clean = 0;
    for (int round = 0; round < ROUNDS; round++) {
      ObjectNode body = bodies.get(random.nextInt(bodies.size())).deepCopy();
      for (int times = random.nextInt(4); times >= 0; times--) {
        breakSomething(body);
      }
      Findings findings = new Findings();
      ModelRequest request = new ResponsesClientTranslator().read(body, findings);
      Conversation.of(request.turns(), findings);
      clean += findings.isClean() ? 1 : 0;
      assertThat(request.echo()).as(body::toString).isPresent();
    }
    assertThat(clean).isBetween(ROUNDS / 20, ROUNDS);
  }

  private void breakSomething(ObjectNode body) {
    List<JsonNode> containers = new ArrayList<>();
    collect(body, containers);
    JsonNode chosen = containers.get(random.nextInt(containers.size()));
    if (chosen instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, anything(containers));
      }
    } else if (chosen instanceof ArrayNode array) {
      array.insert(random.nextInt(array.size() + 1), anything(containers));
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private JsonNode anything(List<JsonNode> containers) {
    return switch (random.nextInt(10)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.numberNode(random.nextInt());
      case 2 -> JSON.numberNode(new BigDecimal("1e999"));
      case 3 -> JSON.booleanNode(random.nextBoolean());
      case 4 -> JSON.textNode("");
      case 5 -> JSON.textNode("data:text/plain;base64,\ud83d");
      case 6 -> JSON.textNode("plr1.");
      case 7 -> JSON.objectNode();
      case 8 -> JSON.arrayNode().add(1);
      default -> containers.get(random.nextInt(containers.size())).deepCopy();
    };
  }

  /** A mebibyte of items takes as long as twice half of it, so no loop is held for long. */
  @Test
  void aLongConversationIsReadInTimeThatGrowsWithItsLength() {
    ObjectNode body = JSON.objectNode();
    ArrayNode input = body.putArray("input");
    for (int i = 0; i < 20_000; i++) {
      input.addObject().put("role", "user").put("content", "x").put("future", i);
      input.addObject().put("type", "function_call").put("call_id", "c" + i);
    }
    long before = System.nanoTime();

    new ResponsesClientTranslator().read(body, new Findings());

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }
}
