package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.record.TokenUsage;
import java.util.Optional;

/** Notes the tokens that a response or event tells of, by either set of names; used again. */
final class UsageNotes {
  private boolean told;
  private boolean counted;
  private long prompt;
  private long completion;
  private long total;
  private long read;
  private long written;
  private long reasoning;

  void reset() {
    told = false;
    counted = false;
    prompt = 0;
    completion = 0;
    total = 0;
    read = 0;
    written = 0;
    reasoning = 0;
  }

  boolean isTold() {
    return told;
  }

  /** Empty if no token was counted: some tell seconds of sound, and some an empty object. */
  Optional<TokenUsage> usage() {
    if (!told || !counted) {
      return Optional.empty();
    }
    // Some tell a total alone, of what has no output.
    long input = prompt + completion == 0 ? total : prompt;
    return Optional.of(TokenUsage.ofWholes(input, read, written, completion, reasoning));
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
    } else {
      return detail(member, tokens);
    }
    counted = true;
    return true;
  }

  private boolean detail(Member member, long tokens) {
    if (member == ResponseShapes.CACHED) {
      read = tokens;
    } else if (member == ResponseShapes.CACHE_WRITE) {
      written = tokens;
    } else if (member == ResponseShapes.REASONING) {
      reasoning = tokens;
    } else {
      return false;
    }
    return true;
  }
}
