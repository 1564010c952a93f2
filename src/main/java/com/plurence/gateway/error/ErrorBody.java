package com.plurence.gateway.error;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The JSON body of the contract.
 *
 * @param failure what went wrong
 * @param requestId the id that the gateway gave the request
 */
public record ErrorBody(GatewayException failure, String requestId) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * The body in UTF-8.
   *
   * @param alias whether to add the member {@code error} that SDKs of the OpenAI API read
   */
  public byte[] encode(boolean alias) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      write(json, alias);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The message, and of several violations the first: SDKs show no more than one text. */
  public String messageWithFirstDetail() {
    if (failure.details().isEmpty()) {
      return failure.clientMessage();
    }
    FieldError first = failure.details().get(0);
    return failure.clientMessage() + " (" + first.field() + ": " + first.message() + ")";
  }

  private void write(JsonGenerator json, boolean alias) throws IOException {
    ErrorKind kind = failure.kind();
    json.writeStartObject();
    json.writeStringField("error_id", kind.id());
    json.writeNumberField("status_code", kind.status());
    json.writeStringField("message_code", kind.messageCode().name());
    json.writeStringField("message", failure.clientMessage());
    json.writeStringField("request_id", requestId);
    if (kind.messageCode() == MessageCode.VALIDATION_FAILED) {
      writeDetails(json);
    }
    if (alias) {
      writeAlias(json);
    }
    json.writeEndObject();
  }

  private void writeDetails(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("details");
    for (FieldError detail : failure.details()) {
      json.writeStartObject();
      json.writeStringField("field", detail.field());
      json.writeStringField("message", detail.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeAlias(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("message", messageWithFirstDetail());
    json.writeStringField("type", failure.kind().messageCode().sdkType());
    if (failure.details().isEmpty()) {
      json.writeNullField("param");
    } else {
      json.writeStringField("param", failure.details().get(0).field());
    }
    json.writeStringField("code", failure.kind().messageCode().name());
    // Whoever uses such an SDK gets no further than this object.
    json.writeStringField("error_id", failure.kind().id());
    json.writeStringField("request_id", requestId);
    if (failure.kind().messageCode() == MessageCode.VALIDATION_FAILED) {
      writeDetails(json);
    }
    json.writeEndObject();
  }
}
