package com.plurence.gateway.dialect.anthropic.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.body.BodyCollector;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thoughts that Anthropic has not signed are cut out of requests to it, and nothing else is. */
final class ForeignThoughtsTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String FOREIGN =
      "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"plr1.g.x\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[ F , {\"type\":\"text\"} ] | [ {\"type\":\"text\"} ]",
        "[{\"type\":\"text\"} , F ] | [{\"type\":\"text\"} ]",
        "[1 ,F, F,2] | [1 ,2]",
        "[F,1,F ,2,F] | [1,2]",
        "[{\"type\":\"text\",\"signature\":\"plr1.n\"}] |"
            + " [{\"type\":\"text\",\"signature\":\"plr1.n\"}]",
        "[{\"x\":[F],\"type\":\"tool_result\",\"content\":[F]}] |"
            + " [{\"x\":[F],\"type\":\"tool_result\",\"content\":[F]}]",
        "[{\"data\":\"plr1.ar.x\",\"type\":\"redacted_thinking\"},3] | [3]",
        "[{\"signature\":\"plr1\\u002en\",\"typ\\u0065\":\"thinking\"},3] | [3]",
        "[{\"type\":\"thinking\",\"signature\":\"plr1\"}] |"
            + " [{\"type\":\"thinking\",\"signature\":\"plr1\"}]",
        "\"plr1.n\" | \"plr1.n\""
      })
  void blocksAreCutOutOfTheirArray(String content, String left) {
    String body =
        "{\"model\":\"up\",\"max_tokens\":1,\"messages\":[{\"role\":\"assistant\",\"content\":%s},7]}";

    assertThat(MessagesScanTest.sent(body.formatted(content.replace("F", FOREIGN))))
        .isEqualTo(body.formatted(left.replace("F", FOREIGN)));
  }

  @Test
  void aMessageOfNothingElseGoesToo() {
    String body = "{\"model\":\"up\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\"} , %s%s]}";
    String message = "{\"content\":[" + FOREIGN + "],\"role\":\"assistant\"}";

    assertThat(MessagesScanTest.sent(body.formatted(message, ",{}")))
        .isEqualTo(body.formatted("{}", ""));
    assertThat(MessagesScanTest.sent(body.formatted(message, "")))
        .isEqualTo(body.replace(" , %s%s", ""));
  }

  /** The same as a tree would have it, whatever the request looks like and however it comes. */
  @Test
  void cutsAsATreeWouldAndLeavesEveryOtherByte() throws MalformedAnswer {
    Random random = new Random(7);
    int cut = 0;
    int budgets = 0;
    for (int i = 0; i < 4000; i++) {
      ObjectNode request = request(random);
      String text = spaced(TranslationJson.text(request), random);
      ScannedRequest scanned = scan(text, random);
      String sent = scanned.rewrite(body(text, random), "up", false).joined().toString();

      ObjectNode expected = request.deepCopy();
      boolean budget = cutAsATree(expected);
      assertThat(TranslationJson.read(sent)).as(text).isEqualTo(expected);
      assertThat(scanned.dropped()).as(text).isEqualTo(budget ? List.of("thinking") : List.of());
      cut += sent.length() < text.length() ? 1 : 0;
      budgets += budget ? 1 : 0;
    }
    assertThat(cut).isBetween(1000, 3900);
    assertThat(budgets).isGreaterThan(30);
  }

  private static ObjectNode request(Random random) {
    List<String> names = new ArrayList<>(List.of("model", "max_tokens", "messages", "thinking"));
    if (random.nextInt(3) == 0) {
      names.add("x");
    }
    Collections.shuffle(names, random);
    ObjectNode request = JSON.objectNode();
    for (String name : names) {
      switch (name) {
        case "model" -> request.put(name, "up");
        case "max_tokens" -> request.put(name, 9);
        case "messages" -> request.set(name, messages(random));
        case "thinking" ->
            request
                .putObject(name)
                .put("type", random.nextInt(4) == 0 ? "adaptive" : "enabled")
                .put("budget_tokens", 5);
        default -> request.putArray(name).addObject().put("type", "enabled");
      }
    }
    return request;
  }

  private static ArrayNode messages(Random random) {
    ArrayNode messages = JSON.arrayNode();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      ObjectNode message = JSON.objectNode();
      message.put("role", random.nextBoolean() ? "assistant" : "user");
      if (random.nextInt(5) == 0) {
        message.put("content", "plr1.n");
      } else {
        ArrayNode content = message.putArray("content");
        for (int blocks = random.nextInt(5); blocks > 0; blocks--) {
          content.add(block(random));
        }
      }
      messages.add(message);
    }
    return messages;
  }

  private static ObjectNode block(Random random) {
    ObjectNode block = JSON.objectNode();
    return switch (random.nextInt(6)) {
      case 0 -> block.put("type", "text").put("text", "é");
      case 1 -> block.put("type", "tool_use").put("id", "t").put("signature", "plr1.n");
      case 2 -> block.put("type", "thinking").put("thinking", "").put("signature", "EqQB");
      case 3 -> block.put("data", "plr1.ar.x").put("type", "redacted_thinking");
      default -> block.put("signature", "plr1.g.é").put("type", "thinking");
    };
  }

  /** True if the budget goes. */
  private static boolean cutAsATree(ObjectNode request) {
    ArrayNode kept = JSON.arrayNode();
    boolean cut = false;
    for (JsonNode message : request.get("messages")) {
      JsonNode content = message.get("content");
      if (content instanceof ArrayNode blocks) {
        int before = blocks.size();
        blocks.elements().forEachRemaining(block -> assertThat(block.isObject()).isTrue());
        for (int i = blocks.size() - 1; i >= 0; i--) {
          JsonNode block = blocks.get(i);
          String type = block.get("type").textValue();
          boolean foreign =
              (type.equals("thinking") && starts(block.path("signature")))
                  || (type.equals("redacted_thinking") && starts(block.path("data")));
          if (foreign) {
            blocks.remove(i);
          }
        }
        cut |= blocks.size() < before;
        if (blocks.isEmpty() && before > 0) {
          continue;
        }
      }
      kept.add(message);
    }
    request.set("messages", kept);
    boolean budget =
        cut
            && request.path("thinking").path("type").asText().equals("enabled")
            && callsWithoutThought(kept);
    if (budget) {
      request.remove("thinking");
    }
    return budget;
  }

  private static boolean starts(JsonNode seal) {
    return seal.asText().startsWith("plr1.");
  }

  private static boolean callsWithoutThought(ArrayNode messages) {
    int end = messages.size();
    while (end > 0 && !messages.get(end - 1).get("role").textValue().equals("assistant")) {
      end--;
    }
    int start = end;
    while (start > 0 && messages.get(start - 1).get("role").textValue().equals("assistant")) {
      start--;
    }
    if (start == end) {
      return false;
    }
    boolean calls = false;
    for (int i = start; i < end; i++) {
      for (JsonNode block : messages.get(i).get("content")) {
        calls |= block.get("type").textValue().equals("tool_use");
      }
    }
    JsonNode first = messages.get(start).get("content").path(0).path("type");
    return calls && !first.asText().endsWith("thinking");
  }

  private static String spaced(String json, Random random) {
    StringBuilder spaced = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean structural = "{}[],:".indexOf(c) >= 0;
      spaced.append(structural && random.nextInt(4) == 0 ? " " : "").append(c);
      spaced.append(structural && random.nextInt(4) == 0 ? "\n\t" : "");
    }
    return spaced.toString();
  }

  private static ScannedRequest scan(String text, Random random) {
    RequestScan scan = MessagesScan.of(Operation.MESSAGES, 64);
    for (Buffer piece : body(text, random).pieces()) {
      scan.feed(piece);
    }
    return scan.finish();
  }

  private static Body body(String text, Random random) {
    Buffer bytes = Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
    BodyCollector collector = new BodyCollector();
    for (int from = 0; from < bytes.length(); ) {
      int to = Math.min(bytes.length(), from + 1 + random.nextInt(60));
      collector.add(bytes.slice(from, to));
      from = to;
    }
    return collector.take();
  }
}
