package com.plurence.gateway.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnthropicErrorTest {

  @Test
  void addsTheAliasBehindTheContract() {
    ErrorBody failure =
        new ErrorBody(
            ErrorCode.VALIDATION_FAILED.toException(
                List.of(new FieldError("a \"b\"", "is wrong"), new FieldError("c", "too"))),
            "id");

    assertThat(new String(AnthropicError.encode(failure), UTF_8))
        .isEqualTo(
            """
            {"error_id":"DAT030001","status_code":400,"message_code":"VALIDATION_FAILED",\
            "message":"Request body failed schema validation","request_id":"id",\
            "details":[{"field":"a \\"b\\"","message":"is wrong"},{"field":"c","message":"too"}],\
            "type":"error","error":{"type":"invalid_request_error",\
            "message":"Request body failed schema validation (a \\"b\\": is wrong)",\
            "details":{"error_code":"DAT030001"}}}\
            """);
    assertThat(AnthropicError.event(failure).toString())
        .startsWith("event: error\ndata: {\"error_id\"")
        .endsWith("}\n\n");
  }

  @Test
  void agentsWaitForWhatIsOverloadedOrLate() {
    assertThat(AnthropicError.type(ErrorCode.UPSTREAM_OVERLOADED)).isEqualTo("overloaded_error");
    assertThat(AnthropicError.type(ErrorCode.NO_HEALTHY_TARGET)).isEqualTo("overloaded_error");
    assertThat(AnthropicError.type(ErrorCode.UPSTREAM_DEADLINE)).isEqualTo("timeout_error");
    assertThat(AnthropicError.type(ErrorCode.UNEXPECTED)).isEqualTo("api_error");
    assertThat(AnthropicError.type(ErrorCode.RESOURCE_CHANGED)).isEqualTo("conflict_error");
    assertThat(AnthropicError.type(ErrorCode.METHOD_NOT_ALLOWED_HERE))
        .isEqualTo("invalid_request_error");
  }
}
