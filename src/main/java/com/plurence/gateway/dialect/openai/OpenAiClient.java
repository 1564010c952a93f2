package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.openai.request.OpenAiRequestScan;
import com.plurence.gateway.error.ErrorBody;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applications that speak as the OpenAI API is spoken to. */
public final class OpenAiClient implements ClientDialect {
  private static final CharSequence SDK_LANGUAGE = HttpHeaders.createOptimized("x-stainless-lang");
  private static final String BEARER = "bearer ";

  @Override
  public List<Operation> operations() {
    return Stream.of(Operation.values())
        .filter(any -> Paths.has(any) && any != Operation.RESPONSE)
        .toList();
  }

  /** It has no place of its own. */
  @Override
  public boolean isAt(String path) {
    return false;
  }

  @Override
  public String route(Operation operation) {
    return "/v1" + Paths.of(operation);
  }

  @Override
  public RequestScan scan(Operation operation, int maxDepth) {
    return new OpenAiRequestScan(operation, maxDepth);
  }

  @Override
  public boolean isEnd(String data) {
    return EndMarker.is(data);
  }

  @Override
  public Buffer errorEvent(ErrorBody failure) {
    return StreamError.event(failure);
  }

  @Override
  public byte[] errorBody(ErrorBody failure) {
    return failure.encode(true);
  }

  @Override
  public Optional<CharSequence> requestIdHeader() {
    return Optional.empty();
  }

  @Override
  public Buffer keepAlive() {
    return KeepAliveComment.buffer();
  }

  @Override
  public String errorFormat() {
    return "openai";
  }

  @Override
  public boolean isSdk(MultiMap headers) {
    if (headers.contains(SDK_LANGUAGE)) {
      return true;
    }
    @Nullable String agent = headers.get(HttpHeaders.USER_AGENT);
    return agent != null && agent.toLowerCase(Locale.ROOT).contains("ai-sdk");
  }

  @Override
  public boolean showsKey(MultiMap headers) {
    @Nullable String authorization = headers.get(HttpHeaders.AUTHORIZATION);
    return authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }
}
