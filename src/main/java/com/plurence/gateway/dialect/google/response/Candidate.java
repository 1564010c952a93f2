package com.plurence.gateway.dialect.google.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.vocabulary.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the answers in a response, or a piece of it in an event.
 *
 * @param index among the answers
 * @param parts text, reasoning and calls
 * @param finishReason in Google's word
 * @param finishMessage what Google says about it
 */
record Candidate(
    long index, List<Part> parts, Optional<String> finishReason, Optional<String> finishMessage) {
  /** As good as no reason: the word for it where every member is written out. */
  private static final String UNSAID = "FINISH_REASON_UNSPECIFIED";

  /**
   * Reads a candidate.
   *
   * @param ids makes ids for calls without one
   * @throws MalformedAnswer if it is none
   */
  static Candidate read(JsonNode candidate, IdSource ids) throws MalformedAnswer {
    Members members = Members.of(candidate, "a candidate");
    List<Part> parts = new ArrayList<>();
    Optional<JsonNode> content = members.object("content");
    if (content.isPresent()) {
      for (JsonNode part : Members.of(content.get(), "a content").array("parts")) {
        CandidatePart.read(Members.of(part, "a part"), ids).ifPresent(parts::add);
      }
    }
    return new Candidate(
        candidate.path("index").asLong(0),
        parts,
        members.text("finishReason").filter(reason -> !reason.equals(UNSAID)),
        members.text("finishMessage"));
  }

  /** Whether there are words for the client. */
  boolean speaks() {
    return parts.stream().anyMatch(Part.Text.class::isInstance);
  }

  /** Whether a tool is called. */
  boolean calls() {
    return parts.stream().anyMatch(Part.Call.class::isInstance);
  }
}
