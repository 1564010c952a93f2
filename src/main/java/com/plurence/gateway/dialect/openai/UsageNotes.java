package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.record.TokenUsage;
import java.util.Optional;

/** Notes the tokens that a response or event tells of, by either set of names; used again. */
final class UsageNotes {
  private boolean told;
  private long prompt;
  private long completion;
  private long total;
  private long cached;
  private long reasoning;

  void reset() {
    told = false;
    prompt = 0;
    completion = 0;
    total = 0;
    cached = 0;
    reasoning = 0;
  }

  boolean isTold() {
    return told;
  }

  Optional<TokenUsage> usage() {
    if (!told) {
      return Optional.empty();
    }
    long sum = total == 0 ? prompt + completion : total;
    return Optional.of(new TokenUsage(prompt, completion, sum, cached, reasoning));
  }

  /** Whether {@code member} was one of usage. */
  boolean note(Member member, JsonValue value) {
    if (member == ResponseShapes.USAGE) {
      told = value.kind() == JsonKind.OBJECT;
      return true;
    }
    return value.kind() == JsonKind.NUMBER && count(member, Math.max(0, value.text().toLong()));
  }

  private boolean count(Member member, long tokens) {
    if (member == ResponseShapes.PROMPT || member == ResponseShapes.INPUT) {
      prompt = tokens;
    } else if (member == ResponseShapes.COMPLETION || member == ResponseShapes.OUTPUT) {
      completion = tokens;
    } else if (member == ResponseShapes.TOTAL) {
      total = tokens;
    } else if (member == ResponseShapes.CACHED) {
      cached = tokens;
    } else if (member == ResponseShapes.REASONING) {
      reasoning = tokens;
    } else {
      return false;
    }
    return true;
  }
}
