package com.plurence.gateway.dialect.google.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.google.error.GoogleErrors;
import com.plurence.gateway.dialect.translation.AnswerEventReader;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of {@code streamGenerateContent}. No event says that it is the last: a stream is
 * whole if its body ends after a reason for it, of which the last counts.
 */
public final class GenerateContentEvents implements AnswerEventReader {
  private final AnswerEvents to;
  private final IdSource ids;
  private boolean started;
  private boolean over;
  private boolean begun;
  private boolean speaks;
  private int calls;
  private @Nullable String finishReason;
  private Optional<String> finishMessage = Optional.empty();
  private Optional<String> blocked = Optional.empty();
  private Optional<Usage> usage = Optional.empty();

  /** A reader of a stream that has not begun. */
  public GenerateContentEvents(AnswerEvents to, IdSource ids) {
    this.to = to;
    this.ids = ids;
  }

  @Override
  public void read(@Nullable String name, byte[] data, int from, int to) {
    if (over) {
      return;
    }
    try {
      read(TranslationJson.read(data, from, to));
    } catch (MalformedAnswer broken) {
      malformed();
    }
  }

  private void read(JsonNode event) throws MalformedAnswer {
    Optional<ProviderError> error = GoogleErrors.in(event);
    if (error.isPresent()) {
      fault(error.get());
      return;
    }
    GenerateContentResponse response = GenerateContentResponse.read(event, ids);
    if (response.isNothing()) {
      return;
    }
    if (!started) {
      started = true;
      to.start(response.id(ids), response.model().orElse(""), response.usage());
    }
    usage = response.usage().or(() -> usage);
    blocked = response.blocked().or(() -> blocked);
    for (Candidate candidate : response.candidates()) {
      // There can't be another: a stream of several is asked for by nobody.
      if (candidate.index() == 0) {
        candidate(candidate);
      }
    }
  }

  private void candidate(Candidate candidate) {
    candidate.parts().forEach(this::part);
    if (candidate.finishReason().isPresent()) {
      finishReason = candidate.finishReason().get();
      finishMessage = candidate.finishMessage();
    }
  }

  private void part(Part part) {
    begun = true;
    if (part instanceof Part.Text text) {
      speaks = true;
      to.text(text.text());
    } else if (part instanceof Part.Reasoning thought) {
      to.reasoning(thought.text());
    } else if (part instanceof Part.Call call) {
      to.call(calls++, call.id(), call.name(), call.signature());
      to.arguments(TranslationJson.text(call.arguments()));
      to.callEnd();
    }
  }

  @Override
  public Optional<Usage> usage() {
    return usage;
  }

  @Override
  public void bodyEnded() {
    if (over) {
      return;
    }
    if (finishReason != null && FinishReasons.isGarbled(finishReason)) {
      garbled();
    } else if (finishReason != null) {
      boolean silent = !speaks && calls == 0;
      to.finish(FinishReasons.finish(finishReason, calls > 0, silent, finishMessage));
      end();
    } else if (blocked.isPresent()) {
      to.finish(FinishReasons.blocked(blocked.get()));
      end();
    }
  }

  private void end() {
    over = true;
    usage.ifPresent(to::usage);
    to.end();
  }

  /** Before the client has anything of it, it is a response that can be asked for once more. */
  private void garbled() {
    if (begun) {
      fault(ProviderError.UNKNOWN);
    } else {
      malformed();
    }
  }

  private void malformed() {
    over = true;
    to.malformed();
  }

  private void fault(ProviderError error) {
    over = true;
    to.fault(error);
  }
}
