package com.plurence.gateway.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The events of a stream as golden cases have them: without comments and pings, neighbours that
 * differ in a piece of text alone joined, and {@code sequence_number} left out, after a look at it.
 */
public final class GoldenEvents {
  /** Where a piece of text stands in an event of one dialect or another. */
  private static final List<String> PIECES =
      List.of(
          "/choices/0/delta/content",
          "/choices/0/delta/reasoning_content",
          "/choices/0/delta/refusal",
          "/choices/0/delta/tool_calls/0/function/arguments",
          "/delta/text",
          "/delta/thinking",
          "/delta/partial_json",
          "/delta");

  private GoldenEvents() {}

  /** The events in the text of a stream. */
  public static ArrayNode of(String stream) {
    ArrayNode events = GoldenMatch.JSON.createArrayNode();
    for (String block : stream.split("\n\n", -1)) {
      Optional<String> name = Optional.empty();
      StringBuilder data = new StringBuilder();
      for (String line : block.split("\n", -1)) {
        if (line.startsWith("event:")) {
          name = Optional.of(line.substring(6).strip());
        } else if (line.startsWith("data:")) {
          data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).stripLeading());
        }
      }
      if (!data.isEmpty() && !name.equals(Optional.of("ping"))) {
        ObjectNode event = events.addObject();
        name.ifPresent(known -> event.put("event", known));
        JsonNode parsed = GoldenMatch.parse(data.toString());
        event.set("data", parsed.isContainerNode() ? parsed : new TextNode(data.toString()));
      }
    }
    return events;
  }

  /** The same with neighbouring pieces of text joined, and numbers in a sequence left out. */
  public static ArrayNode joined(JsonNode events) {
    ArrayNode joined = GoldenMatch.JSON.createArrayNode();
    for (JsonNode event : events) {
      ObjectNode next = event.deepCopy();
      if (next.path("data").isObject()) {
        ((ObjectNode) next.get("data")).remove("sequence_number");
      }
      JsonNode last = joined.isEmpty() ? next : joined.get(joined.size() - 1);
      if (joined.isEmpty() || !join(last.path("data"), next.path("data"))) {
        joined.add(next);
      }
    }
    return joined;
  }

  private static boolean join(JsonNode last, JsonNode next) {
    for (String piece : PIECES) {
      JsonNode before = last.at(piece);
      JsonNode after = next.at(piece);
      if (before.isTextual() && after.isTextual() && !before.textValue().isEmpty()) {
        String parent = piece.substring(0, piece.lastIndexOf('/'));
        String member = piece.substring(piece.lastIndexOf('/') + 1);
        JsonNode other = next.deepCopy();
        ((ObjectNode) other.at(parent)).set(member, before);
        if (other.equals(last)) {
          ((ObjectNode) last.at(parent)).put(member, before.textValue() + after.textValue());
          return true;
        }
      }
    }
    return false;
  }

  /** What is wrong with the numbers of {@code events}, which count from 0 where they are. */
  public static List<String> sequenceFaults(JsonNode events) {
    List<String> faults = new ArrayList<>();
    int expected = 0;
    for (JsonNode event : events) {
      JsonNode number = event.path("data").path("sequence_number");
      if (!number.isMissingNode() && number.asInt(-1) != expected++) {
        faults.add("sequence_number " + number + " where " + (expected - 1) + " should be");
      }
    }
    return faults;
  }

  /** The bytes in which a provider would send what a case says that it streams. */
  public static String text(JsonNode answer) {
    String end = answer.path("line_end").asText("\n");
    StringBuilder text = new StringBuilder();
    for (JsonNode event : answer.path("events")) {
      if (event.has("raw")) {
        text.append(event.get("raw").textValue());
        continue;
      }
      if (event.has("comment")) {
        text.append(": ").append(event.get("comment").textValue()).append(end);
      }
      if (event.has("event")) {
        text.append("event: ").append(event.get("event").textValue()).append(end);
      }
      if (event.has("data")) {
        JsonNode data = event.get("data");
        text.append("data: ").append(data.isTextual() ? data.textValue() : data).append(end);
      }
      text.append(end);
    }
    return text.toString();
  }
}
