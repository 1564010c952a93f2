package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.TypeOfEvent;
import com.plurence.gateway.dialect.openai.request.OpenAiRequestScan;
import com.plurence.gateway.dialect.openai.responses.ResponsesStreamState;
import com.plurence.gateway.error.ErrorBody;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applications that speak as the Responses API of OpenAI is spoken to. All of them are SDKs. */
public final class ResponsesClient implements ClientDialect {
  private static final Set<String> ENDS = Set.of("response.completed", "response.incomplete");
  private static final String PLACE = "/v1" + Paths.of(Operation.RESPONSE);

  @Override
  public List<Operation> operations() {
    return List.of(Operation.RESPONSE);
  }

  @Override
  public boolean isAt(String path) {
    return path.equals(PLACE);
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
    return ENDS.contains(TypeOfEvent.in(data));
  }

  /** Of a stream of which the provider has not said a word. */
  @Override
  public Buffer errorEvent(ErrorBody failure) {
    return new ResponsesStreamState().event(failure);
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
    return true;
  }

  @Override
  public boolean showsKey(MultiMap headers) {
    return true;
  }
}
