package com.plurence.gateway.dialect.google.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A response of {@code generateContent}, or an event of {@code streamGenerateContent}, which has
 * the same form.
 *
 * @param id Google's; empty if there is none
 * @param model that answered
 * @param blocked why the prompt was blocked, so that there are no candidates
 */
public record GenerateContentResponse(
    Optional<String> id,
    Optional<String> model,
    List<Candidate> candidates,
    Optional<String> blocked,
    Optional<Usage> usage) {

  /**
   * Reads one.
   *
   * @param ids makes ids for calls without one
   * @throws MalformedAnswer if it is none
   */
  static GenerateContentResponse read(JsonNode document, IdSource ids) throws MalformedAnswer {
    Members members = Members.of(document, "the response");
    List<Candidate> candidates = new ArrayList<>();
    for (JsonNode candidate : members.array("candidates")) {
      candidates.add(Candidate.read(candidate, ids));
    }
    return new GenerateContentResponse(
        members.text("responseId"),
        members.text("modelVersion"),
        candidates,
        blocked(members.object("promptFeedback")),
        UsageMetadata.of(document));
  }

  private static Optional<String> blocked(Optional<JsonNode> feedback) throws MalformedAnswer {
    if (feedback.isEmpty()) {
      return Optional.empty();
    }
    Members members = new Members(feedback.get());
    Optional<String> reason = members.text("blockReason");
    Optional<String> message = members.text("blockReasonMessage");
    return reason.map(word -> message.orElse(word));
  }

  /** Whether nothing in it is known. */
  boolean isNothing() {
    return id.isEmpty()
        && model.isEmpty()
        && candidates.isEmpty()
        && blocked.isEmpty()
        && usage.isEmpty();
  }

  /** The id, or one that is made. */
  String id(IdSource ids) {
    return id.orElseGet(() -> ids.next("gen_"));
  }

  /**
   * The answer in a whole response.
   *
   * @param ids makes ids where the provider gives none
   * @throws MalformedAnswer if {@code document} is no response, or one that the model garbled
   */
  public static ModelAnswer answer(JsonNode document, IdSource ids) throws MalformedAnswer {
    GenerateContentResponse response = read(document, ids);
    List<ModelAnswer.Choice> choices = new ArrayList<>();
    for (Candidate candidate : response.candidates()) {
      choices.add(choice(candidate));
    }
    if (choices.isEmpty()) {
      String why =
          response.blocked().orElseThrow(() -> new MalformedAnswer("there are no candidates"));
      choices.add(new ModelAnswer.Choice(List.of(), FinishReasons.blocked(why)));
    }
    return new ModelAnswer(
        response.id(ids), response.model().orElse(""), choices, response.usage());
  }

  private static ModelAnswer.Choice choice(Candidate candidate) throws MalformedAnswer {
    String reason = candidate.finishReason().orElse("");
    boolean silent = !candidate.speaks() && !candidate.calls();
    if (FinishReasons.isGarbled(reason)) {
      throw new MalformedAnswer("the model garbled it");
    }
    if (reason.isEmpty() && silent) {
      throw new MalformedAnswer("a candidate is neither answer nor end");
    }
    Finish finish =
        FinishReasons.finish(reason, candidate.calls(), silent, candidate.finishMessage());
    return new ModelAnswer.Choice(candidate.parts(), finish);
  }
}
