package com.plurence.gateway.testing.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.error.MessageCode;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Checks that a response is the error contract to the letter. */
public final class Contract {
  private static final String UUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  private static final List<String> MEMBERS =
      List.of("error_id", "status_code", "message_code", "message", "request_id");

  private Contract() {}

  /**
   * Asserts that {@code answer} is {@code expected} as the contract writes it for a client that is
   * no SDK.
   */
  public static JsonObject isError(RawClient.Answer answer, ErrorKind expected) {
    JsonObject body = isError(answer);
    assertThat(body.getString("error_id")).as("error_id of %s", body).isEqualTo(expected.id());
    return body;
  }

  /**
   * Asserts that {@code answer} is some error as the contract writes it for a client that is no
   * SDK.
   */
  public static JsonObject isError(RawClient.Answer answer) {
    return isError(answer.status(), name -> answer.header(name), answer.text());
  }

  /** The same for a response that another client has read. */
  public static JsonObject isError(
      int status, Function<String, Optional<String>> header, String text) {
    JsonObject body = withoutAnthropicAlias(new JsonObject(text), header.apply("request-id"));
    MessageCode code = MessageCode.valueOf(body.getString("message_code"));
    assertThat(body.getInteger("status_code")).isEqualTo(status);
    assertThat(body.getString("error_id")).matches("DAT0[023]\\d{4}");
    assertThat(body.getString("request_id")).matches(UUID);
    assertThat(header.apply("x-request-id")).hasValue(body.getString("request_id"));
    assertThat(header.apply("content-type")).hasValue("application/json");
    assertThat(header.apply("cache-control")).hasValue("no-store");
    assertThat(header.apply("x-content-type-options")).hasValue("nosniff");
    assertThat(header.apply("x-should-retry"))
        .hasValueSatisfying(value -> assertThat(value).matches("true|false"));
    assertThat(header.apply("www-authenticate").isPresent())
        .isEqualTo(code == MessageCode.UNAUTHORIZED);
    assertThat(header.apply("allow").isPresent()).isEqualTo(code == MessageCode.METHOD_NOT_ALLOWED);
    if (code == MessageCode.VALIDATION_FAILED) {
      assertThat(body.getJsonArray("details")).hasSizeBetween(1, 50);
      assertThat(body.fieldNames()).hasSize(6).containsAll(MEMBERS).contains("details");
    } else {
      assertThat(body.fieldNames()).containsExactlyInAnyOrderElementsOf(MEMBERS);
    }
    return body;
  }

  /** Whoever asks at the routes of the Messages API gets it, and nobody else. */
  private static JsonObject withoutAnthropicAlias(JsonObject body, Optional<String> requestId) {
    if (requestId.isPresent()) {
      assertThat(requestId).hasValue(body.getString("request_id"));
      assertThat(body.remove("type")).isEqualTo("error");
      JsonObject error = (JsonObject) body.remove("error");
      assertThat(error.fieldNames()).containsExactlyInAnyOrder("type", "message", "details");
      assertThat(error.getString("message")).startsWith(body.getString("message"));
      assertThat(error.getJsonObject("details").getString("error_code"))
          .isEqualTo(body.getString("error_id"));
    }
    return body;
  }

  /** The same without the alias for SDKs of OpenAI, which mirrors what stands beside it. */
  public static String withoutOpenAiAlias(String text) {
    JsonObject body = new JsonObject(text);
    if (body.getValue("error") instanceof JsonObject error && error.containsKey("error_id")) {
      assertThat(error.getString("error_id")).isEqualTo(body.getString("error_id"));
      assertThat(error.getString("request_id")).isEqualTo(body.getString("request_id"));
      assertThat(error.getString("message")).startsWith(body.getString("message"));
      body.remove("error");
    }
    return body.encode();
  }
}
