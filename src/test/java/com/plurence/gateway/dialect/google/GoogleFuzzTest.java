package com.plurence.gateway.dialect.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ResponseFacts;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.testing.golden.GoldenCase;
import com.plurence.gateway.testing.golden.GoldenTranslators;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever clients and providers send, it is translated, refused or malformed. */
final class GoogleFuzzTest {
  private static final int ROUNDS = 3_000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** What may stand anywhere in the place of anything. */
  private static final List<String> ANYTHING =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "\"STOP\"",
          "\"\\ud800\"",
          "-1",
          "0.5",
          "1e999999999",
          "-1e-999999999",
          "99999999999999999999999999",
          "[[[[{\"a\":[{}]}]]]]",
          "{\"error\":{\"details\":[1,{\"retryDelay\":\"999999999.999999999s\"}]}}",
          "{\"functionCall\":{\"name\":\"f\",\"args\":[1]}}");

  private final Random random = new Random(20_261_130);
  private final List<JsonNode> documents = new ArrayList<>();

  GoogleFuzzTest() {
    GoldenCase.all()
        .filter(golden -> golden.to().equals("google"))
        .map(GoldenCase::answerIn)
        .forEach(
            answer -> {
              documents.add(answer.path("body").deepCopy());
              answer.path("events").forEach(event -> documents.add(event.path("data").deepCopy()));
            });
    documents.removeIf(document -> !document.isContainerNode());
  }

  @Test
  void whateverComesIsReadOrMalformed() {
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          int read = 0;
          for (int round = 0; round < ROUNDS; round++) {
            read += answers(broken()) ? 1 : 0;
            stream();
          }
          assertThat(read).as("of %d", ROUNDS).isBetween(ROUNDS / 10, ROUNDS);
        });
  }

  @Test
  void whateverIsAskedIsWrittenOrRefused() {
    List<GoldenCase> cases =
        GoldenCase.all()
            .filter(golden -> golden.requestIn().path("body").isObject())
            .filter(golden -> GoldenTranslators.client(golden).isPresent())
            .toList();
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          int clean = 0;
          for (int round = 0; round < ROUNDS; round++) {
            clean += asks(cases.get(random.nextInt(cases.size()))) ? 1 : 0;
          }
          assertThat(clean).as("of %d", ROUNDS).isBetween(ROUNDS / 10, ROUNDS);
        });
  }

  private boolean asks(GoldenCase golden) {
    ObjectNode body = golden.requestIn().get("body").deepCopy();
    for (int i = random.nextInt(3); i >= 0; i--) {
      change(body);
    }
    Findings findings = new Findings();
    ModelRequest request = GoldenTranslators.client(golden).orElseThrow().read(body, findings);
    ObjectNode written =
        new GoogleProviderTranslator()
            .write(
                request,
                new ToolNames(ToolNames.Rule.BEGINS_WITH_LETTER),
                random.nextBoolean() ? TargetTraits.DEFAULT : Asked.OLDER,
                "m",
                findings);
    if (findings.isClean()) {
      List<String> roles = written.get("contents").findValuesAsText("role");
      assertThat(roles.get(0)).isEqualTo("user");
      for (int i = 1; i < roles.size(); i++) {
        assertThat(roles.get(i)).isNotEqualTo(roles.get(i - 1));
      }
    }
    return findings.isClean();
  }

  private boolean answers(byte[] document) {
    var scan = new GoogleProvider().document(Operation.CHAT);
    scan.feed(Buffer.buffer(document));
    ResponseFacts facts = scan.finish();
    new GoogleProvider().refusal(Buffer.buffer(document));
    EventReader events = new GoogleProvider().events(Operation.CHAT);
    events.read(document, 0, document.length);
    assertThat(events.usage().isPresent()).isEqualTo(events.hasUsage());
    try {
      JsonNode json = TranslationJson.read(document, 0, document.length);
      new GoogleProviderTranslator().read(json, prefix -> prefix + "1");
      assertThat(facts.wellFormed()).isTrue();
      return true;
    } catch (MalformedAnswer expected) {
      return false;
    }
  }

  private void stream() {
    List<String> events = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      events.add(
          new String(random.nextInt(3) == 0 ? broken() : any().toString().getBytes(UTF_8), UTF_8));
    }

    List<String> told = Told.byEvents(events);

    assertThat(told.stream().filter(line -> line.matches("end|malformed|fault .*")).count())
        .as("%s", events)
        .isLessThanOrEqualTo(1);
    assertThat(told.stream().filter(line -> line.startsWith("start"))).hasSizeLessThan(2);
    assertThat(told.stream().anyMatch(line -> line.equals("end")))
        .isEqualTo(told.stream().anyMatch(line -> line.startsWith("finish")));
  }

  private JsonNode any() {
    return documents.get(random.nextInt(documents.size()));
  }

  /** A document in which something is something else, or that is cut or not even JSON. */
  private byte[] broken() {
    JsonNode document = any().deepCopy();
    for (int i = random.nextInt(3); i >= 0; i--) {
      change(document);
    }
    byte[] bytes = document.toString().getBytes(UTF_8);
    return switch (random.nextInt(10)) {
      case 0 -> Buffer.buffer(bytes).getBytes(0, random.nextInt(bytes.length + 1));
      case 1 -> {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        yield bytes;
      }
      case 2 -> ("[" + document + "]").getBytes(UTF_8);
      default -> bytes;
    };
  }

  private void change(JsonNode root) {
    JsonNode at = root;
    while (at.size() > 0) {
      int index = random.nextInt(at.size());
      JsonNode next = at.isArray() ? at.get(index) : at.get(name(at, index));
      if (!next.isContainerNode() || next.isEmpty() || random.nextInt(4) == 0) {
        replace(at, index);
        return;
      }
      at = next;
    }
  }

  private void replace(JsonNode parent, int index) {
    JsonNode value = Asked.json(ANYTHING.get(random.nextInt(ANYTHING.size())));
    boolean gone = random.nextInt(5) == 0;
    if (parent instanceof ArrayNode array) {
      array.set(index, value);
    } else if (parent instanceof ObjectNode object && gone) {
      object.remove(name(parent, index));
    } else if (parent instanceof ObjectNode object) {
      object.set(name(parent, index), value);
    }
  }

  private static String name(JsonNode object, int index) {
    return object.propertyStream().skip(index).findFirst().orElseThrow().getKey();
  }
}
