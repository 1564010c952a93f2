package com.plurence.gateway.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.request.EndUser;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.Hints;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import com.plurence.gateway.dialect.vocabulary.request.Sampling;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.ByEffort;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads requests as clients of Chat Completions send them. */
public final class ChatRequestReader {
  private final RequestObject body;
  private final Findings findings;

  private ChatRequestReader(RequestObject body) {
    this.body = body;
    this.findings = body.findings();
  }

  /**
   * Reads {@code body}.
   *
   * @param findings gets everything that no other dialect can express, and every wrong type
   * @return what could be read; to be used only if {@code findings} are clean
   */
  public static ModelRequest read(ObjectNode body, Findings findings) {
    return new ChatRequestReader(new RequestObject("", body, findings)).read();
  }

  private ModelRequest read() {
    OtherFields.judge(body);
    MessageReader conversation = new MessageReader(findings);
    messages().forEach(conversation::read);
    Optional<RequestField<Long>> choices = positive("n");
    Sampling sampling = sampling();
    Optional<RequestField<List<String>>> stop = stop();
    ToolFields tools = ToolFields.read(body);
    return new ModelRequest(
        conversation.system(),
        conversation.turns(),
        tools.tools(),
        tools.choice(),
        body.bool("parallel_tool_calls"),
        maxOutput(),
        sampling,
        stop,
        choices,
        FormatField.read(body),
        thinking(),
        endUser(),
        isTrue(body.bool("stream")),
        isTrue(body.object("stream_options").flatMap(options -> options.bool("include_usage"))),
        true,
        Hints.NONE,
        Optional.empty());
  }

  private List<RequestObject> messages() {
    if (body.node().path("messages").isEmpty()) {
      findings.wrong("messages", "must be a filled array");
      return List.of();
    }
    return body.objects("messages");
  }

  /** The newer field counts, even if the other one says less. */
  private Optional<RequestField<Long>> maxOutput() {
    Optional<RequestField<Long>> older = positive("max_tokens");
    return positive("max_completion_tokens").or(() -> older);
  }

  private Optional<RequestField<Long>> positive(String member) {
    Optional<RequestField<Long>> number = body.integer(member);
    if (number.isPresent() && number.get().value() < 1) {
      findings.wrong(member, "must be an integer of at least 1");
      return Optional.empty();
    }
    return number;
  }

  private Sampling sampling() {
    return new Sampling(
        body.number("temperature"),
        body.number("top_p"),
        body.integer("top_k"),
        body.number("frequency_penalty"),
        body.number("presence_penalty"),
        body.integer("seed"));
  }

  private Optional<RequestField<List<String>>> stop() {
    Optional<RequestField<JsonNode>> field = body.any("stop");
    if (field.isEmpty()) {
      return Optional.empty();
    }
    List<String> sequences = new ArrayList<>();
    for (RequestField<JsonNode> one : oneOrSeveral(field.get())) {
      if (one.value().isTextual()) {
        sequences.add(one.value().textValue());
      } else {
        findings.wrong(one.path(), "must be a string");
      }
    }
    return sequences.isEmpty()
        ? Optional.empty()
        : Optional.of(new RequestField<>("stop", List.copyOf(sequences)));
  }

  private static List<RequestField<JsonNode>> oneOrSeveral(RequestField<JsonNode> field) {
    return field.value().isArray() ? RequestObject.elements(field) : List.of(field);
  }

  /** A word of the future is a matter of cost: without it the request is still the same. */
  private Optional<RequestField<ThinkingWish>> thinking() {
    Optional<RequestField<String>> word = body.string("reasoning_effort");
    if (word.isEmpty()) {
      return Optional.empty();
    }
    for (Effort effort : Effort.values()) {
      if (ChatWords.of(effort).equals(word.get().value())) {
        return Optional.of(
            new RequestField<>(
                word.get().path(), new ThinkingWish(new ByEffort(effort), Optional.empty())));
      }
    }
    findings.dropped(word.get().path());
    return Optional.empty();
  }

  private Optional<RequestField<EndUser>> endUser() {
    Optional<RequestField<EndUser>> user = endUser("user", false);
    return endUser("safety_identifier", true).or(() -> user);
  }

  private Optional<RequestField<EndUser>> endUser(String member, boolean safetyIdentifier) {
    return body.string(member)
        .filter(id -> !id.value().isEmpty())
        .map(id -> new RequestField<>(id.path(), new EndUser(id.value(), safetyIdentifier)));
  }

  private static boolean isTrue(Optional<RequestField<Boolean>> field) {
    return field.isPresent() && field.get().value();
  }
}
