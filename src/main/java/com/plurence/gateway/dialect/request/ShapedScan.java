package com.plurence.gateway.dialect.request;

import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.json.JsonListener;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.Shape;
import com.plurence.gateway.json.ShapeWalk;
import io.vertx.core.buffer.Buffer;

/** A scan of one request body along the shape that its dialect demands of it. */
public final class ShapedScan implements RequestScan {
  private static final int MOST_VIOLATIONS = 50;

  private final RequestFindings findings;
  private final InputMeter meter;
  private final JsonScanner scanner;
  private final int maxDepth;

  /**
   * @param listener hears of the body; leads to the walk that tells {@code findings}
   * @param maxDepth how many levels of nesting the body may have
   */
  public ShapedScan(JsonListener listener, RequestFindings findings, int maxDepth) {
    this.findings = findings;
    this.maxDepth = maxDepth;
    this.meter = new InputMeter(listener);
    this.scanner = new JsonScanner(meter, maxDepth);
  }

  /** A walk along a body of that shape. */
  public static ShapeWalk walk(Shape shape, RequestFindings findings) {
    return new ShapeWalk(shape, MOST_VIOLATIONS, findings);
  }

  @Override
  public boolean feed(Buffer piece) {
    return scanner.feed(piece);
  }

  @Override
  public ScannedRequest finish() {
    JsonOutcome outcome = scanner.finish();
    if (outcome == JsonOutcome.EMPTY || (outcome == JsonOutcome.COMPLETE && findings.isNull())) {
      throw ErrorCode.ENTITY_REQUIRED.toException();
    }
    if (outcome == JsonOutcome.TOO_DEEP) {
      throw ErrorCode.JSON_TOO_DEEP.toException(maxDepth);
    }
    if (outcome != JsonOutcome.COMPLETE) {
      throw ErrorCode.MALFORMED_JSON.toException(scanner.offset());
    }
    if (!findings.violations().isEmpty()) {
      throw ErrorCode.VALIDATION_FAILED.toException(findings.violations());
    }
    return findings.request(meter.size(scanner.offset()));
  }
}
