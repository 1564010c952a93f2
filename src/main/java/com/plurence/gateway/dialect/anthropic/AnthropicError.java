package com.plurence.gateway.dialect.anthropic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.sse.SseWriter;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * A failure as clients of the Messages API read it: the members of the contract, and beside them
 * {@code type} and {@code error}, of which Anthropic's SDKs make the class and the text of their
 * exceptions.
 */
public final class AnthropicError {
  private static final JsonFactory JSON = new JsonFactory();

  /** Failures for which agents wait, as they do for an overloaded Anthropic. */
  private static final Set<ErrorKind> OVERLOADED =
      Set.of(ErrorCode.UPSTREAM_OVERLOADED, ErrorCode.NO_HEALTHY_TARGET);

  private static final Set<ErrorKind> TIMED_OUT =
      Set.of(
          ErrorCode.UPSTREAM_FIRST_BYTE_TIMEOUT,
          ErrorCode.UPSTREAM_DEADLINE,
          ErrorCode.UPSTREAM_TIMED_OUT);

  private AnthropicError() {}

  /** The body of a response that failed: JSON in UTF-8. */
  public static byte[] encode(ErrorBody failure) {
    byte[] contract = failure.encode(false);
    ByteArrayBuilder bytes = new ByteArrayBuilder(2 * contract.length + 128);
    bytes.write(contract, 0, contract.length - 1); // without the brace that closes it
    bytes.append(',');
    byte[] alias = alias(failure);
    bytes.write(alias, 1, alias.length - 1); // without the brace that opens it
    return bytes.toByteArray();
  }

  /** The last event of a stream that broke. SDKs read it for the name of the event. */
  public static Buffer event(ErrorBody failure) {
    return SseWriter.event("error", encode(failure));
  }

  private static byte[] alias(ErrorBody failure) {
    ErrorKind kind = failure.failure().kind();
    ByteArrayBuilder bytes = new ByteArrayBuilder(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "error");
      json.writeObjectFieldStart("error");
      json.writeStringField("type", type(kind));
      json.writeStringField("message", failure.messageWithFirstDetail());
      json.writeObjectFieldStart("details");
      json.writeStringField("error_code", kind.id());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // it writes to memory
    }
    return bytes.toByteArray();
  }

  /** Anthropic's word for what went wrong. */
  static String type(ErrorKind kind) {
    return switch (kind.messageCode()) {
      case UNAUTHORIZED -> "authentication_error";
      case FORBIDDEN -> "permission_error";
      case NOT_FOUND, ROUTE_NOT_FOUND -> "not_found_error";
      case CONFLICT -> "conflict_error";
      case RATE_LIMITED -> "rate_limit_error";
      case VALIDATION_FAILED, BAD_REQUEST, ENTITY_REQUIRED, METHOD_NOT_ALLOWED ->
          "invalid_request_error";
      case INTERNAL -> internal(kind);
    };
  }

  private static String internal(ErrorKind kind) {
    if (OVERLOADED.contains(kind)) {
      return "overloaded_error";
    }
    return TIMED_OUT.contains(kind) ? "timeout_error" : "api_error";
  }
}
