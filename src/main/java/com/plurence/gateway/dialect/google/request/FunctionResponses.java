package com.plurence.gateway.dialect.google.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what tools have said: one response for each call, and behind them what is no text. */
final class FunctionResponses {
  private FunctionResponses() {}

  /**
   * Writes {@code results} of the calls in {@code asked} in the order of the calls, by which older
   * models tell which is which.
   */
  static void write(
      List<Part> asked,
      List<Part.Result> results,
      ToolNames names,
      TargetTraits traits,
      Findings findings,
      ArrayNode to) {
    List<Part.Result> ordered = inOrder(asked, results);
    for (Part.Result result : ordered) {
      ObjectNode response = to.addObject().putObject("functionResponse");
      if (traits.callIds()) {
        response.put("id", result.id());
      }
      response.put("name", names.toProvider(result.name().orElseThrow()));
      // Even text that is JSON stays text: a "$ref" in an object would be taken for a reference.
      response.putObject("response").put(result.isError() ? "error" : "output", text(result));
    }
    ordered.forEach(result -> attach(result, findings, to));
  }

  private static List<Part.Result> inOrder(List<Part> asked, List<Part.Result> results) {
    Map<String, Deque<Part.Result>> byId = new HashMap<>();
    for (Part.Result result : results) {
      byId.computeIfAbsent(result.id(), id -> new ArrayDeque<>()).add(result);
    }
    List<Part.Result> ordered = new ArrayList<>();
    for (Part part : asked) {
      Deque<Part.Result> open = part instanceof Part.Call call ? byId.get(call.id()) : null;
      if (open != null && !open.isEmpty()) {
        ordered.add(open.remove());
      }
    }
    return ordered;
  }

  private static String text(Part.Result result) {
    return result.parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining("\n"));
  }

  private static void attach(Part.Result result, Findings findings, ArrayNode to) {
    boolean announced = false;
    for (Part part : result.parts()) {
      if (part instanceof Part.Media media) {
        if (!announced) {
          to.addObject().put("text", "Attachments of tool result " + result.id() + ":");
          announced = true;
        }
        MediaParts.of(media, findings).ifPresent(to::add);
      }
    }
  }
}
