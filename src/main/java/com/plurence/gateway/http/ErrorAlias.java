package com.plurence.gateway.http;

import com.plurence.gateway.config.listener.ErrorsConfig.SdkAlias;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets the member {@code error} that SDKs of the OpenAI API read instead of the
 * contract's own.
 *
 * @param bearer whether a bearer token tells an SDK, as it does where API keys are shown; users and
 *     tools of the management API have tokens, too, and are no SDKs
 */
record ErrorAlias(SdkAlias setting, boolean bearer) {
  private static final CharSequence SDK_LANGUAGE = HttpHeaders.createOptimized("x-stainless-lang");
  private static final CharSequence FORMAT = HttpHeaders.createOptimized("x-plurence-error-format");
  private static final String BEARER = "bearer ";

  boolean isFor(MultiMap headers) {
    return switch (setting) {
      case ALWAYS -> !asksFor(headers, "plain");
      case NEVER -> false;
      case AUTO -> !asksFor(headers, "plain") && (asksFor(headers, "openai") || isSdk(headers));
    };
  }

  private static boolean asksFor(MultiMap headers, String format) {
    @Nullable String asked = headers.get(FORMAT);
    return asked != null && asked.trim().equalsIgnoreCase(format);
  }

  private boolean isSdk(MultiMap headers) {
    if (headers.contains(SDK_LANGUAGE)) {
      return true;
    }
    @Nullable String authorization = headers.get(HttpHeaders.AUTHORIZATION);
    if (bearer
        && authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return true;
    }
    @Nullable String agent = headers.get(HttpHeaders.USER_AGENT);
    return agent != null && agent.toLowerCase(Locale.ROOT).contains("ai-sdk");
  }
}
