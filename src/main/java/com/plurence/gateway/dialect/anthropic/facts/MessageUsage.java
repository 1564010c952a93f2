package com.plurence.gateway.dialect.anthropic.facts;

import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.record.TokenUsage;
import java.util.Optional;

/**
 * The tokens of a response. In a stream they are told at the beginning and again towards the end,
 * where what is told stands above what was told before, member by member.
 */
final class MessageUsage {
  private boolean told;
  private boolean toldNow;
  private boolean counted;
  private long input;
  private long cacheRead;
  private long cacheWrite;
  private long output;
  private long thinking;

  /** The next event of the stream follows. */
  void next() {
    toldNow = false;
  }

  /** Whether the last event told of tokens. */
  boolean isToldNow() {
    return toldNow;
  }

  /** All that is known of them so far. */
  Optional<TokenUsage> known() {
    if (!told || !counted) {
      return Optional.empty();
    }
    long cut = Math.min(thinking, output);
    return Optional.of(
        new TokenUsage(
            new TokenClasses(input, cacheRead, cacheWrite, output - cut, cut),
            cut == thinking,
            true));
  }

  /** Whether {@code member}, which is not null, was one of usage. */
  boolean note(Member member, JsonValue value) {
    if (member == MessageShapes.USAGE) {
      toldNow = value.kind() == JsonKind.OBJECT;
      told |= toldNow;
      return true;
    }
    return value.kind() == JsonKind.NUMBER && count(member, Math.max(0, value.text().toLong()));
  }

  private boolean count(Member member, long tokens) {
    if (member == MessageShapes.INPUT) {
      input = tokens;
    } else if (member == MessageShapes.CACHE_READ) {
      cacheRead = tokens;
    } else if (member == MessageShapes.CACHE_WRITE) {
      cacheWrite = tokens;
    } else if (member == MessageShapes.OUTPUT) {
      output = tokens;
    } else if (member == MessageShapes.THINKING) {
      thinking = tokens;
    } else {
      return false;
    }
    counted = true;
    return true;
  }
}
