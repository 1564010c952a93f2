package com.plurence.gateway.http;

import com.plurence.gateway.config.ErrorsConfig.SdkAlias;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Decides who gets the member {@code error} that SDKs of the OpenAI API read instead of the
 * contract's own.
 */
record ErrorAlias(SdkAlias setting) {
  private static final CharSequence SDK_LANGUAGE = HttpHeaders.createOptimized("x-stainless-lang");
  private static final CharSequence FORMAT = HttpHeaders.createOptimized("x-plurence-error-format");

  boolean isFor(MultiMap headers) {
    return switch (setting) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> isSdk(headers);
    };
  }

  private static boolean isSdk(MultiMap headers) {
    if (headers.contains(SDK_LANGUAGE) || "openai".equals(headers.get(FORMAT))) {
      return true;
    }
    String agent = headers.get(HttpHeaders.USER_AGENT);
    return agent != null && agent.contains("ai-sdk/");
  }
}
