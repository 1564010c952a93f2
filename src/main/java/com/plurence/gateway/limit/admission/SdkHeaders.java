package com.plurence.gateway.limit.admission;

import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Standing;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers in which SDKs look for the tightest limit of requests and that of tokens. */
public enum SdkHeaders {
  /** Of OpenAI's alone. */
  OPENAI,

  /** Of Anthropic's, too, which tell the same. */
  ANTHROPIC;

  private static final Names OPENAI_REQUESTS = Names.of("x-ratelimit-%s-requests");
  private static final Names OPENAI_TOKENS = Names.of("x-ratelimit-%s-tokens");
  private static final Names ANTHROPIC_REQUESTS = Names.of("anthropic-ratelimit-requests-%s");
  private static final Names ANTHROPIC_TOKENS = Names.of("anthropic-ratelimit-tokens-%s");
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;

  private record Names(CharSequence limit, CharSequence remaining, CharSequence reset) {
    static Names of(String pattern) {
      return new Names(name(pattern, "limit"), name(pattern, "remaining"), name(pattern, "reset"));
    }

    private static CharSequence name(String pattern, String word) {
      return HttpHeaders.createOptimized(pattern.formatted(word));
    }
  }

  /** Tells {@code standings} at {@code now}, in milliseconds since 1970. */
  void write(MultiMap headers, List<Standing> standings, long now) {
    Standing requests = tightest(standings, Dimension.RPM);
    if (requests == null) {
      requests = tightest(standings, Dimension.RPD);
    }
    write(headers, requests, now, OPENAI_REQUESTS, ANTHROPIC_REQUESTS);
    write(headers, tightest(standings, Dimension.TPM), now, OPENAI_TOKENS, ANTHROPIC_TOKENS);
  }

  private void write(
      MultiMap headers, @Nullable Standing of, long now, Names openai, Names anthropic) {
    if (of == null) {
      return;
    }
    String limit = Long.toString(of.bound().most());
    String remaining = Long.toString(of.remaining());
    long reset = RateLimitHeaders.resetSeconds(of, now);
    headers
        .set(openai.limit, limit)
        .set(openai.remaining, remaining)
        .set(openai.reset, duration(reset));
    if (this == ANTHROPIC) {
      Instant at = Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.SECONDS).plusSeconds(reset);
      headers
          .set(anthropic.limit, limit)
          .set(anthropic.remaining, remaining)
          .set(anthropic.reset, at.toString());
    }
  }

  private static @Nullable Standing tightest(List<Standing> standings, Dimension dimension) {
    Standing tightest = null;
    for (Standing standing : standings) {
      Bound bound = standing.bound();
      if (bound.dimension() == dimension
          && RateLimitHeaders.isShown(bound)
          && (tightest == null || standing.remaining() < tightest.remaining())) {
        tightest = standing;
      }
    }
    return tightest;
  }

  /** As OpenAI writes durations: {@code 1s}, {@code 6m0s}, {@code 23h5m1s}. */
  static String duration(long seconds) {
    StringBuilder text = new StringBuilder(10);
    if (seconds >= HOUR) {
      text.append(seconds / HOUR).append('h');
    }
    if (seconds >= MINUTE) {
      text.append(seconds % HOUR / MINUTE).append('m');
    }
    return text.append(seconds % MINUTE).append('s').toString();
  }
}
