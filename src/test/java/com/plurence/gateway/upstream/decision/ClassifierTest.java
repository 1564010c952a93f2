package com.plurence.gateway.upstream.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.error.Refusal;
import com.plurence.gateway.dialect.openai.error.OpenAiErrors;
import com.plurence.gateway.error.FieldError;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassifierTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "300, REDIRECT",
    "302, REDIRECT",
    "304, REDIRECT",
    "400, REJECTED",
    "401, CREDENTIAL",
    "402, DENIED",
    "403, DENIED",
    "404, PATH_UNKNOWN",
    "405, REJECTED",
    "407, PROXY_REFUSED",
    "408, TRANSIENT",
    "409, TRANSIENT",
    "413, REQUEST_TOO_LARGE",
    "415, REJECTED",
    "422, REJECTED",
    "423, REJECTED",
    "424, SERVER_ERROR",
    "425, TRANSIENT",
    "429, RATE_LIMITED",
    "451, REJECTED",
    "498, OVERLOADED",
    "499, REJECTED",
    "500, SERVER_ERROR",
    "501, SERVER_ERROR",
    "502, SERVER_ERROR",
    "503, OVERLOADED",
    "504, GATEWAY_TIMEOUT",
    "520, SERVER_ERROR",
    "524, GATEWAY_TIMEOUT",
    "529, OVERLOADED",
    "999, SERVER_ERROR",
    "101, SERVER_ERROR",
  })
  void knowsEveryStatusWithoutReadingTheBody(int status, FaultKind kind) {
    assertThat(classify(status, Optional.empty())).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          400 | invalid_api_key            | -                     | -                              | CREDENTIAL
          400 | context_length_exceeded    | invalid_request_error | -                              | CONTEXT_LENGTH
          400 | -                          | BadRequestError       | maximum context length is 4096 | CONTEXT_LENGTH
          400 | -                          | invalid_request_error | prompt is too long: 9 > 8      | CONTEXT_LENGTH
          400 | content_filter             | -                     | -                              | CONTENT_FILTER
          400 | content_policy_violation   | invalid_request_error | -                              | CONTENT_FILTER
          400 | model_not_found            | -                     | -                              | MODEL_UNKNOWN
          400 | -                          | invalid_request_error | no                             | REJECTED
          403 | content_filter             | -                     | -                              | CONTENT_FILTER
          403 | unsupported_country        | -                     | -                              | DENIED
          403 | -                          | permission_error      | -                              | CREDENTIAL
          403 | -                          | -                     | You are not authorized         | CREDENTIAL
          403 | AccessDenied               | -                     | Access denied due to the plan  | CREDENTIAL
          403 | -                          | -                     | Forbidden                      | DENIED
          403 | model_not_found            | -                     | Project has no access to model | MODEL_UNKNOWN
          403 | 403                        | -                     | Flagged by moderation          | CONTENT_FILTER
          403 | The caller does not have permission | -            | Content violates usage guidelines | CONTENT_FILTER
          403 | -                          | permission_error      | blocked by our safety system   | CONTENT_FILTER
          402 | 402                        | -                     | Ask for fewer max_tokens       | DENIED
          402 | insufficient_quota         | -                     | -                              | CREDENTIAL
          400 | -                          | BadRequestError       | Invalid model name passed in   | MODEL_UNKNOWN
          400 | 400                        | -                     | x/y is not a valid model ID    | MODEL_UNKNOWN
          400 | -                          | -                     | The model `x` does not exist   | MODEL_UNKNOWN
          413 | rate_limit_exceeded        | tokens                | -                              | ABOVE_RATE
          413 | -                          | -                     | above the tokens per minute    | ABOVE_RATE
          413 | -                          | request_too_large     | -                              | REQUEST_TOO_LARGE
          424 | -                          | generation            | Request failed                 | SERVER_ERROR
          424 | -                          | external_connector_error | -                           | REJECTED
          429 | rate_limit_exceeded        | tokens                | Limit 30000, Requested 40000   | ABOVE_RATE
          429 | rate_limit_exceeded        | tokens                | Limit 30,000, Requested 4,000  | RATE_LIMITED
          429 | rate_limit_exceeded        | tokens                | Request too large for gpt-x    | ABOVE_RATE
          404 | model_not_found            | invalid_request_error | -                              | MODEL_UNKNOWN
          404 | DeploymentNotFound         | -                     | -                              | MODEL_UNKNOWN
          404 | -                          | not_found_error       | model: claude-9                | MODEL_UNKNOWN
          404 | 404                        | NotFoundError         | The model `x` does not exist.  | MODEL_UNKNOWN
          404 | -                          | not_found_error       | -                              | PATH_UNKNOWN
          404 | -                          | invalid_request_error | Invalid URL (POST /v2/chat)    | PATH_UNKNOWN
          429 | insufficient_quota         | insufficient_quota    | -                              | CREDENTIAL
          429 | -                          | insufficient_quota    | -                              | CREDENTIAL
          429 | billing_hard_limit_reached | -                     | -                              | CREDENTIAL
          429 | rate_limit_exceeded        | tokens                | -                              | RATE_LIMITED
          500 | insufficient_quota         | -                     | -                              | SERVER_ERROR
          """)
  void readsTheErrorObjectWhereTheStatusIsNotEnough(
      int status, String code, String type, String message, FaultKind kind) {
    assertThat(classify(status, Optional.of(facts(code, type, message)))).isEqualTo(kind);
  }

  @Test
  void takesGooglesInvalidKeyForACredential() {
    ProviderError google =
        OpenAiErrors.of(
            Optional.of("400"),
            Optional.of("INVALID_ARGUMENT"),
            Optional.of("API key not valid."),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of("API_KEY_INVALID"));

    assertThat(classify(400, Optional.of(google))).isEqualTo(FaultKind.CREDENTIAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          rate_limit_exceeded     | -                     | -          | RATE_LIMITED
          -                       | rate_limit_error      | -          | RATE_LIMITED
          RESOURCE_EXHAUSTED      | -                     | -          | RATE_LIMITED
          429                     | -                     | -          | RATE_LIMITED
          insufficient_quota      | -                     | -          | CREDENTIAL
          -                       | authentication_error  | -          | CREDENTIAL
          -                       | permission_error      | -          | CREDENTIAL
          401                     | -                     | -          | CREDENTIAL
          -                       | overloaded_error      | -          | OVERLOADED
          529                     | -                     | -          | OVERLOADED
          -                       | api_error             | -          | SERVER_ERROR
          -                       | server_error          | -          | SERVER_ERROR
          500                     | -                     | -          | SERVER_ERROR
          504                     | -                     | -          | GATEWAY_TIMEOUT
          -                       | timeout_error         | -          | GATEWAY_TIMEOUT
          -                       | invalid_request_error | -          | REJECTED
          400                     | BadRequestError       | -          | REJECTED
          context_length_exceeded | invalid_request_error | -          | CONTEXT_LENGTH
          content_filter          | -                     | -          | CONTENT_FILTER
          model_not_found         | -                     | -          | MODEL_UNKNOWN
          -                       | not_found_error       | model: xyz | MODEL_UNKNOWN
          request_too_large       | -                     | -          | REQUEST_TOO_LARGE
          something_new           | something_else        | what       | SERVER_ERROR
          200                     | -                     | -          | SERVER_ERROR
          -                       | -                     | -          | SERVER_ERROR
          """)
  void takesAnErrorInsideASuccessByItsInnerCode(
      String code, String type, String message, FaultKind kind) {
    ProviderError error = facts(code, type, message);

    assertThat(classify(200, Optional.of(error))).isEqualTo(kind);
    assertThat(Classifier.inBand(error).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"403, REJECTED", "401, CREDENTIAL", "404, PATH_UNKNOWN", "503, OVERLOADED"})
  void takesAPageThatForbidsForAFirewallsWordOnTheRequest(int status, FaultKind kind) {
    Refusal page = new Refusal(Optional.empty(), true, "Attention Required!");

    assertThat(Classifier.refusal(status, headers(), page, NOW).kind()).isEqualTo(kind);
  }

  @Test
  void doesNotRepeatWhatAProviderSaysIsNotToBeRepeated() {
    UpstreamFault fault = fault(503, Optional.empty(), headers("x-should-retry", "False"));

    assertThat(fault.unrepeatable()).isTrue();
    assertThat(fault.clientError().shouldRetry()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void passesOnTheFieldsThatAProviderNames(int status) {
    List<FieldError> fields = List.of(new FieldError("messages[0].role", "unknown role"));
    ProviderError error =
        OpenAiErrors.of(
            Optional.empty(),
            Optional.of("invalid_request_error"),
            Optional.of("bad role"),
            Optional.empty(),
            fields,
            Optional.empty(),
            Optional.empty());

    UpstreamFault fault = fault(status, Optional.of(error), headers());

    assertThat(fault.kind()).isEqualTo(FaultKind.REJECTED_FIELDS);
    assertThat(fault.clientError().details()).isEqualTo(fields);
  }

  @Test
  void quotesTheProvidersReason() {
    UpstreamFault fault = fault(400, Optional.of(facts(null, null, "no %s today")), headers());

    assertThat(fault.clientError().clientMessage())
        .isEqualTo("The model provider rejected the request: no %s today");
  }

  @Test
  void quotesNothingThatClientsMustNotSee() {
    ProviderError error = facts(null, null, "see http://gpu-7.internal:8000/ for sk-abc123def456");

    UpstreamFault fault = fault(400, Optional.of(error), headers());

    assertThat(fault.clientError().clientMessage()).doesNotContain("gpu-7", "sk-abc");
  }

  @Test
  void saysSoWhenTheProviderGaveNoReason() {
    UpstreamFault fault = fault(418, Optional.empty(), headers());

    assertThat(fault.clientError().clientMessage())
        .isEqualTo("The model provider rejected the request: no reason given");
  }

  @ParameterizedTest
  @CsvSource({
    "overloaded_error,        STREAM_ERROR",
    "rate_limit_exceeded,     STREAM_REJECTED",
    "something_new,           STREAM_ERROR",
    "content_filter,          STREAM_REJECTED",
    "context_length_exceeded, STREAM_REJECTED",
    "invalid_request_error,   STREAM_REJECTED",
  })
  void blamesTheTargetForAnErrorInTheStreamUnlessTheRequestIsAtFault(String code, FaultKind kind) {
    assertThat(Classifier.inStream(facts(code, null, null)).kind()).isEqualTo(kind);
  }

  private static FaultKind classify(int status, Optional<ProviderError> error) {
    return fault(status, error, headers()).kind();
  }

  static UpstreamFault fault(int status, Optional<ProviderError> error, MultiMap headers) {
    String text = error.map(ProviderError::clientMessage).orElse("");
    return Classifier.refusal(status, headers, new Refusal(error, false, text), NOW);
  }

  static MultiMap headers() {
    return MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");
  }

  static MultiMap headers(String name, String value) {
    return headers().add(name, value);
  }

  private static ProviderError facts(
      @Nullable String code, @Nullable String type, @Nullable String message) {
    return OpenAiErrors.of(
        Optional.ofNullable(code),
        Optional.ofNullable(type),
        Optional.ofNullable(message),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
