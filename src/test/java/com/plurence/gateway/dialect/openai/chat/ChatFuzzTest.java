package com.plurence.gateway.dialect.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.testing.golden.GoldenCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever clients and providers send: findings, malformed, or a translation. */
final class ChatFuzzTest {
  private static final int ROUNDS = 3_000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** A stream in no dialect, one letter for each event. */
  private static final Pattern WELL_ORDERED =
      Pattern.compile("p*(s([wp]|ca*e)*(c?a*(m|x)?|fu?d)|[mx])?");

  /** What may stand in the place of anything. */
  private static final List<JsonNode> ANYTHING =
      Stream.of(
              "null",
              "true",
              "[]",
              "{}",
              "\"\"",
              "\"\\ud800\"",
              "\"tool\"",
              "-1",
              "0.5",
              "1e999999999",
              "99999999999999999999999999",
              "[[[[{\"a\":[{}]}]]]]",
              "\"data:application/pdf;base64\"",
              "\"data:text/plain;base64,!\"",
              "{\"type\":\"text\",\"text\":\"x\"}",
              "{\"index\":1,\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}")
          .map(ChatFuzzTest::json)
          .toList();

  private final Random random = new Random(20_261_130);

  @Test
  void requests() {
    List<JsonNode> bodies =
        GoldenCase.all()
            .filter(golden -> golden.from().equals("chat"))
            .map(golden -> golden.requestIn().path("body"))
            .filter(JsonNode::isObject)
            .toList();

    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          int clean = 0;
          for (int round = 0; round < ROUNDS; round++) {
            clean += isTranslated((ObjectNode) changed(bodies)) ? 1 : 0;
          }
          assertThat(clean).isBetween(ROUNDS / 10, ROUNDS);
        });
  }

  private static boolean isTranslated(ObjectNode body) {
    Findings findings = new Findings();
    ModelRequest request = new ChatClientTranslator().read(body, findings);
    if (!findings.wrong().isEmpty()) {
      return false;
    }
    ObjectNode written =
        new ChatProviderTranslator()
            .write(
                request, new ToolNames(ToolNames.Rule.USUAL), TargetTraits.DEFAULT, "up", findings);
    return TranslationJson.write(written).length > 0 && findings.isClean();
  }

  @Test
  void responses() {
    List<JsonNode> bodies = answers("body");

    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          int read = 0;
          for (int round = 0; round < ROUNDS; round++) {
            read += isAnswered(changed(bodies)) ? 1 : 0;
          }
          assertThat(read).isBetween(ROUNDS / 10, ROUNDS - 1);
        });
  }

  private static boolean isAnswered(JsonNode body) {
    try {
      ObjectNode written =
          new ChatClientTranslator()
              .write(new ChatProviderTranslator().read(body, prefix -> prefix), context());
      return TranslationJson.write(written).length > 0;
    } catch (MalformedAnswer expected) {
      return false;
    }
  }

  private static ResponseContext context() {
    ModelRequest request = new ChatClientTranslator().read((ObjectNode) json("{}"), new Findings());
    return ResponseContext.of(
        request, new ToolNames(ToolNames.Rule.USUAL), prefix -> prefix + 1, 1, 1);
  }

  @Test
  void streams() {
    List<JsonNode> chunks = answers("events");

    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          int ended = 0;
          for (int round = 0; round < ROUNDS; round++) {
            ended += isWhole(stream(chunks)) ? 1 : 0;
          }
          assertThat(ended).isBetween(ROUNDS / 10, ROUNDS - 1);
        });
  }

  private List<String> stream(List<JsonNode> chunks) {
    List<String> events = new ArrayList<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      JsonNode chunk =
          random.nextInt(3) == 0 ? changed(chunks) : chunks.get(random.nextInt(chunks.size()));
      String text = new String(TranslationJson.write(chunk), UTF_8);
      events.add(random.nextInt(50) == 0 ? text.substring(random.nextInt(text.length())) : text);
    }
    if (random.nextBoolean()) {
      events.add("[DONE]");
    }
    return events;
  }

  private static boolean isWhole(List<String> events) {
    List<String> told = ToldLines.by(200, events);
    StringBuilder order = new StringBuilder();
    told.forEach(line -> order.append(letter(line)));

    assertThat(order).as("%s", events).matches(WELL_ORDERED);
    return order.toString().endsWith("d");
  }

  private static char letter(String line) {
    int end = line.indexOf(' ');
    return switch (end < 0 ? line : line.substring(0, end)) {
      case "start" -> 's';
      case "text", "refusal", "reasoning" -> 'w';
      case "call" -> 'c';
      case "arguments" -> 'a';
      case "callEnd" -> 'e';
      case "ping" -> 'p';
      case "finish" -> 'f';
      case "usage" -> 'u';
      case "end" -> 'd';
      case "malformed" -> 'm';
      default -> 'x';
    };
  }

  private static List<JsonNode> answers(String kind) {
    return GoldenCase.all()
        .filter(golden -> golden.to().equals("openai") && !golden.isNative())
        .map(golden -> golden.answerIn().path(kind))
        .flatMap(
            answer ->
                answer.isArray()
                    ? answer.valueStream().map(event -> event.path("data"))
                    : Stream.of(answer))
        .filter(JsonNode::isObject)
        .toList();
  }

  /** One of {@code documents}, in which up to three things are something else. */
  private JsonNode changed(List<JsonNode> documents) {
    JsonNode document = documents.get(random.nextInt(documents.size())).deepCopy();
    for (int i = random.nextInt(3); i >= 0; i--) {
      change(document);
    }
    return document;
  }

  private void change(JsonNode root) {
    JsonNode at = root;
    while (!at.isEmpty()) {
      int index = random.nextInt(at.size());
      JsonNode next = at.isArray() ? at.get(index) : at.get(name(at, index));
      if (next.isEmpty() || random.nextInt(4) == 0) {
        replace(at, index);
        return;
      }
      at = next;
    }
  }

  private void replace(JsonNode parent, int index) {
    JsonNode value = ANYTHING.get(random.nextInt(ANYTHING.size())).deepCopy();
    if (parent instanceof ArrayNode array) {
      array.set(index, value);
    } else if (parent instanceof ObjectNode object && random.nextInt(5) == 0) {
      object.remove(name(parent, index));
    } else if (parent instanceof ObjectNode object) {
      object.set(name(parent, index), value);
    }
  }

  private static String name(JsonNode object, int index) {
    return object.propertyStream().skip(index).findFirst().orElseThrow().getKey();
  }

  private static JsonNode json(String text) {
    try {
      return TranslationJson.read(text);
    } catch (MalformedAnswer broken) {
      throw new IllegalArgumentException(text, broken);
    }
  }
}
