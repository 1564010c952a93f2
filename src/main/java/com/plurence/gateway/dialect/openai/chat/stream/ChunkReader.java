package com.plurence.gateway.dialect.openai.chat.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.openai.EndMarker;
import com.plurence.gateway.dialect.openai.chat.response.FinishReasons;
import com.plurence.gateway.dialect.openai.chat.response.MessageFields;
import com.plurence.gateway.dialect.openai.chat.response.UsageFields;
import com.plurence.gateway.dialect.openai.error.Refusals;
import com.plurence.gateway.dialect.translation.AnswerEventReader;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a stream of chunks, of which the first choice counts: no other dialect streams more. */
public final class ChunkReader implements AnswerEventReader {
  private static final Set<String> PINGS = Set.of("ping", "keepalive", "keep-alive", "heartbeat");

  private final AnswerEvents to;
  private final CallsInTurn calls;
  private boolean started;
  private boolean over;
  private boolean refused;
  private String finishReason = "";
  private Optional<Usage> usage = Optional.empty();

  /**
   * @param to hears what the stream says
   * @param ids for calls that the provider gives none
   * @param mostHeld bytes that may wait until it is their turn
   */
  public ChunkReader(AnswerEvents to, IdSource ids, long mostHeld) {
    this.to = to;
    this.calls = new CallsInTurn(to, ids, mostHeld);
  }

  @Override
  public void read(@Nullable String name, byte[] data, int from, int to) {
    if (over) {
      return;
    }
    try {
      if ("error".equals(name)) {
        fault(said(data, from, to));
      } else if ("ping".equals(name)) {
        this.to.ping(); // whatever its data is
      } else if (EndMarker.is(data, from, to)) {
        end();
      } else if (from < to) {
        event(TranslationJson.read(data, from, to));
      }
    } catch (MalformedAnswer broken) {
      malformed();
    }
  }

  private void malformed() {
    over = true;
    to.malformed();
  }

  /** The words of an event that is an error by its name, whatever its data is. */
  private static ProviderError said(byte[] data, int from, int to) {
    try {
      return Refusals.said(TranslationJson.read(data, from, to));
    } catch (MalformedAnswer noJson) {
      return ProviderError.UNKNOWN;
    }
  }

  private void fault(ProviderError error) {
    over = true;
    to.fault(error);
  }

  private void event(JsonNode event) throws MalformedAnswer {
    if (!event.isObject()) {
      throw new MalformedAnswer("no chunk");
    }
    JsonNode choices = MessageFields.list(event, "choices");
    if (Errors.isOne(event, choices.isEmpty() && !started)) {
      fault(Refusals.said(event));
    } else if (PINGS.contains(event.path("type").asText(""))) {
      to.ping();
    } else {
      UsageFields.read(event.path("usage")).ifPresent(told -> usage = Optional.of(told));
      for (JsonNode choice : choices) {
        choice(event, choice);
      }
    }
  }

  private void choice(JsonNode chunk, JsonNode choice) throws MalformedAnswer {
    if (!choice.isObject()) {
      throw new MalformedAnswer("no choice");
    }
    if (choice.path("index").asInt(0) != 0) {
      return;
    }
    if (!started) {
      started = true;
      to.start(chunk.path("id").asText(""), chunk.path("model").asText(""), Optional.empty());
    }
    delta(choice.hasNonNull("delta") ? choice.get("delta") : choice.path("message"));
    if (finishReason.isEmpty()) {
      finishReason = choice.path("finish_reason").asText("");
    }
  }

  private void delta(JsonNode delta) throws MalformedAnswer {
    if (delta.isMissingNode() || delta.isNull()) {
      return;
    }
    if (!delta.isObject()) {
      throw new MalformedAnswer("no delta");
    }
    calls.words(Waiting.Kind.REASONING, MessageFields.thought(delta));
    calls.words(Waiting.Kind.TEXT, MessageFields.text(delta, "content"));
    String refusal = MessageFields.text(delta, "refusal");
    refused |= !refusal.isEmpty();
    calls.words(Waiting.Kind.REFUSAL, refusal);
    for (JsonNode call : MessageFields.list(delta, "tool_calls")) {
      call(call);
    }
  }

  private void call(JsonNode call) throws MalformedAnswer {
    if (!call.isObject()) {
      throw new MalformedAnswer("no call");
    }
    JsonNode index = call.path("index");
    JsonNode function = call.path("function");
    calls.fragment(
        index.canConvertToExactIntegral() && index.canConvertToLong() ? index.longValue() : null,
        call.path("id").asText(""),
        function.path("name").asText(""),
        MessageFields.arguments(function));
  }

  private void end() throws MalformedAnswer {
    if (!started) {
      throw new MalformedAnswer("the end of nothing");
    }
    calls.flush();
    over = true;
    to.finish(FinishReasons.read(finishReason, calls.any(), refused));
    usage.ifPresent(to::usage);
    to.end();
  }

  /** Many servers send no marker, so a stream is whole once its choice has ended. */
  @Override
  public Optional<Usage> usage() {
    return usage;
  }

  @Override
  public void bodyEnded() {
    if (over || finishReason.isEmpty()) {
      return;
    }
    try {
      end();
    } catch (MalformedAnswer broken) {
      malformed();
    }
  }
}
