package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.openai.request.OpenAiRequestScan;

/** Applications that speak as the OpenAI API is spoken to. */
public final class OpenAiClient implements ClientDialect {
  @Override
  public String route(Operation operation) {
    return "/v1" + Paths.of(operation);
  }

  @Override
  public RequestScan scan(Operation operation, int maxDepth) {
    return new OpenAiRequestScan(operation, maxDepth);
  }
}
