package com.plurence.gateway.dialect.openai.request;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.request.ShapedScan;
import io.vertx.core.buffer.Buffer;

/** A scan of one request body along the shape that the OpenAI API documents for it. */
public final class OpenAiRequestScan implements RequestScan {
  private final ShapedScan scan;

  /**
   * @param maxDepth how many levels of nesting the body may have
   */
  public OpenAiRequestScan(Operation operation, int maxDepth) {
    RequestFacts facts = new RequestFacts();
    scan = new ShapedScan(ShapedScan.walk(RequestShapes.of(operation), facts), facts, maxDepth);
  }

  @Override
  public boolean feed(Buffer piece) {
    return scan.feed(piece);
  }

  @Override
  public ScannedRequest finish() {
    return scan.finish();
  }
}
