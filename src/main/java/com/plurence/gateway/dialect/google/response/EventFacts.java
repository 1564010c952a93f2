package com.plurence.gateway.dialect.google.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.EventKind;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.google.error.GoogleErrors;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import com.plurence.gateway.record.TokenUsage;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** Reads what the gateway wants to know of events, of which none is marked as the last. */
public final class EventFacts implements EventReader {
  private static final GenerateContentResponse NOTHING =
      new GenerateContentResponse(
          Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

  private GenerateContentResponse event = NOTHING;
  private Optional<ProviderError> error = Optional.empty();
  private boolean begun;

  @Override
  public EventKind read(byte[] data, int from, int to) {
    event = NOTHING;
    try {
      JsonNode read = TranslationJson.read(data, from, to);
      error = GoogleErrors.in(read);
      if (error.isPresent()) {
        return EventKind.ERROR;
      }
      event = GenerateContentResponse.read(read, prefix -> prefix);
    } catch (MalformedAnswer broken) {
      return EventKind.MALFORMED;
    }
    boolean content = !event.candidates().isEmpty() || event.blocked().isPresent();
    begun |= content;
    return content ? EventKind.CONTENT : EventKind.NOTHING;
  }

  @Override
  public boolean isEnd(byte[] data, int from, int to) {
    return false;
  }

  @Override
  public Buffer end() {
    return Buffer.buffer();
  }

  @Override
  public boolean hasUsage() {
    return event.usage().isPresent();
  }

  @Override
  public boolean isUsageOnly() {
    return hasUsage() && event.candidates().isEmpty();
  }

  @Override
  public Optional<TokenUsage> usage() {
    return event.usage().map(Usage::recorded);
  }

  /** Not counted here: all that is sent to Google is translated, and counted on that way. */
  @Override
  public long contentBytes() {
    return 0;
  }

  @Override
  public Optional<String> finishReason() {
    return event.candidates().stream()
        .flatMap(
            candidate ->
                candidate.finishReason().stream()
                    .map(reason -> FinishReasons.of(reason, candidate.calls()).recorded()))
        .findFirst();
  }

  @Override
  public Optional<ProviderError> error() {
    return error;
  }

  @Override
  public boolean endsWithTheBody() {
    return begun;
  }
}
