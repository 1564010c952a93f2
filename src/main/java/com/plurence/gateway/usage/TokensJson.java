package com.plurence.gateway.usage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.plurence.gateway.price.TokenClasses;
import java.io.IOException;

/** The member {@code tokens}: the sums as the service has them, then the disjoint classes. */
public final class TokensJson {
  private TokensJson() {}

  /** Writes {@code tokens} as the next value of {@code json}. */
  public static void write(TokenClasses tokens, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("input", tokens.input());
    json.writeNumberField("output", tokens.output());
    json.writeNumberField("total", tokens.total());
    json.writeNumberField("uncached", tokens.uncached());
    json.writeNumberField("cache_read", tokens.cacheRead());
    json.writeNumberField("cache_write", tokens.cacheWrite());
    json.writeNumberField("text", tokens.text());
    json.writeNumberField("reasoning", tokens.reasoning());
    json.writeEndObject();
  }

  /** Reads what {@link #write} wrote; the parser stands at its beginning, and then at its end. */
  static TokenClasses read(JsonParser json) throws IOException {
    long uncached = 0;
    long cacheRead = 0;
    long cacheWrite = 0;
    long text = 0;
    long reasoning = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "uncached" -> uncached = json.getLongValue();
        case "cache_read" -> cacheRead = json.getLongValue();
        case "cache_write" -> cacheWrite = json.getLongValue();
        case "text" -> text = json.getLongValue();
        case "reasoning" -> reasoning = json.getLongValue();
        default -> {}
      }
    }
    return new TokenClasses(uncached, cacheRead, cacheWrite, text, reasoning);
  }
}
