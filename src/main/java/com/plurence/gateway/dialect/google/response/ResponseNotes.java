package com.plurence.gateway.dialect.google.response;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.google.error.GoogleErrors;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.ShapeWalk;
import com.plurence.gateway.record.TokenUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Notes what matters of a whole response while it is walked. */
final class ResponseNotes implements ShapeWalk.Findings {
  /** Words and numbers by their members; of several the first. */
  private final Map<Member, String> words = new HashMap<>();

  private boolean candidates;
  private boolean calls;
  private boolean embeddings;
  private boolean usage;
  private boolean failed;

  /** Whether there are answers, or the word that there are none since the prompt was blocked. */
  boolean hasCandidates() {
    return candidates || words.containsKey(ResponseShapes.BLOCK_REASON);
  }

  boolean hasEmbeddings() {
    return embeddings;
  }

  Optional<ProviderError> error() {
    return failed
        ? Optional.of(
            GoogleErrors.of(
                word(ResponseShapes.CODE),
                word(ResponseShapes.STATUS),
                word(ResponseShapes.MESSAGE).or(() -> word(ResponseShapes.ERROR)),
                word(ResponseShapes.RETRY_DELAY),
                word(ResponseShapes.REASON)))
        : Optional.empty();
  }

  Optional<TokenUsage> usage() {
    return usage
        ? Optional.of(
            UsageMetadata.usage(
                    tokens(ResponseShapes.PROMPT),
                    tokens(ResponseShapes.CACHED),
                    tokens(ResponseShapes.TOOL_USE),
                    tokens(ResponseShapes.OUTPUT),
                    tokens(ResponseShapes.THOUGHTS))
                .recorded())
        : Optional.empty();
  }

  /** As it is written down. */
  Optional<String> finishReason() {
    if (!candidates && hasCandidates()) {
      return Optional.of(Finish.Reason.FILTER.recorded());
    }
    return word(ResponseShapes.FINISH_REASON)
        .map(reason -> FinishReasons.of(reason, calls).recorded());
  }

  private Optional<String> word(Member member) {
    return Optional.ofNullable(words.get(member)).filter(word -> !word.isBlank());
  }

  private long tokens(Member member) {
    String number = words.getOrDefault(member, "");
    return number.matches("\\d{1,18}") ? UsageMetadata.bounded(Long.parseLong(number)) : 0;
  }

  @Override
  public void member(Member member, JsonValue value) {
    JsonKind kind = value.kind();
    if (kind == JsonKind.STRING || kind == JsonKind.NUMBER) {
      words.putIfAbsent(member, value.text().toString());
      failed |= member == ResponseShapes.ERROR && !value.empty();
    } else if (member == ResponseShapes.CANDIDATES) {
      candidates = kind == JsonKind.ARRAY && !value.empty();
    } else if (member == ResponseShapes.CALL) {
      calls |= kind == JsonKind.OBJECT;
    } else if (member == ResponseShapes.EMBEDDINGS) {
      embeddings = kind == JsonKind.ARRAY;
    } else if (member == ResponseShapes.USAGE) {
      usage = kind == JsonKind.OBJECT;
    } else if (member == ResponseShapes.ERROR) {
      failed |= kind == JsonKind.OBJECT && !value.empty();
    }
  }
}
