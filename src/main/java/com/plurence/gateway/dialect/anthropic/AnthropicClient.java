package com.plurence.gateway.dialect.anthropic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.TypeOfEvent;
import com.plurence.gateway.dialect.anthropic.request.MessagesScan;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.sse.SseWriter;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Applications that speak as the Messages API of Anthropic is spoken to. */
public final class AnthropicClient implements ClientDialect {
  private static final String PLACE = "/v1/messages";
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("request-id");
  private static final String BETA = "beta=true";
  private static final String END = "message_stop";
  private static final byte[] PING = "{\"type\": \"ping\"}".getBytes(US_ASCII);

  @Override
  public List<Operation> operations() {
    return List.of(Operation.MESSAGES, Operation.COUNT_TOKENS);
  }

  @Override
  public boolean isAt(String path) {
    return path.startsWith(PLACE)
        && (path.length() == PLACE.length() || path.charAt(PLACE.length()) == '/');
  }

  @Override
  public String route(Operation operation) {
    return "/v1" + AnthropicPaths.of(operation);
  }

  /** What SDKs ask for with betas. */
  @Override
  public String passedQuery(String query) {
    return List.of(query.split("&", -1)).contains(BETA) ? "?" + BETA : "";
  }

  @Override
  public RequestScan scan(Operation operation, int maxDepth) {
    return MessagesScan.of(operation, maxDepth);
  }

  @Override
  public boolean isEnd(String data) {
    return TypeOfEvent.in(data).equals(END);
  }

  /** SDKs go by the name of an event. */
  @Override
  public Buffer errorEvent(ErrorBody failure) {
    return AnthropicError.event(failure);
  }

  @Override
  public byte[] errorBody(ErrorBody failure) {
    return AnthropicError.encode(failure);
  }

  /** Anthropic's SDKs read no other. */
  @Override
  public Optional<CharSequence> requestIdHeader() {
    return Optional.of(REQUEST_ID);
  }

  @Override
  public Buffer keepAlive() {
    return SseWriter.event("ping", PING);
  }

  @Override
  public String errorFormat() {
    return "anthropic";
  }

  /** Whoever asks here reads errors so, or reads none. */
  @Override
  public boolean isSdk(MultiMap headers) {
    return true;
  }

  @Override
  public boolean showsKey(MultiMap headers) {
    return true;
  }
}
