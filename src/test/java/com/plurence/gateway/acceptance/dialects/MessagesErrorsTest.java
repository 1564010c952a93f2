package com.plurence.gateway.acceptance.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.acceptance.dialects.ScriptedProvider.Reply;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import com.plurence.gateway.testing.client.VersionedClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How clients of the Messages API are told of failures, and what providers of it mean by theirs.
 */
final class MessagesErrorsTest {
  private static final int TARGETS = 32;
  private static final String BODY =
      "{\"model\":\"m%d\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private static GatewayUnderTest gateway;
  private static ScriptedProvider provider;
  private static VersionedClient client;
  private static int asked;

  @BeforeAll
  static void start() {
    provider = new ScriptedProvider(Vertx.vertx());
    StringBuilder providers = new StringBuilder("providers:\n");
    StringBuilder models = new StringBuilder("models:\n");
    for (int i = 0; i < TARGETS; i++) {
      providers.append(
          "  p%d: { kind: anthropic, base_url: \"http://127.0.0.1:%d/v1\", api_key: k%d }\n"
              .formatted(i, provider.port(), i));
      models.append("  m%d: { targets: [ { provider: p%d, model: up } ] }\n".formatted(i, i));
    }
    gateway = GatewayUnderTest.start(providers.toString(), models.toString());
    client = VersionedClient.of(gateway.outside(), gateway.port(), HttpVersion.HTTP_2);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | rate_limit_error | Slow | | DAT030107 | 429",
        "429 | rate_limit_error | Spent | enforced_spend_limit_reached | DAT000112 | 500",
        "400 | invalid_request_error | On hold | organization_on_hold | DAT000112 | 500",
        "401 | authentication_error | Wrong key | | DAT000112 | 500",
        "403 | permission_error | Not yours, by our usage policy | | DAT000112 | 500",
        "402 | billing_error | Pay | | DAT000112 | 500",
        "400 | invalid_request_error | Your credit balance is too low | | DAT000112 | 500",
        "529 | overloaded_error | Busy | | DAT000111 | 500",
        "500 | overloaded_error | Busy | | DAT000111 | 500",
        "504 | timeout_error | Late | | DAT000117 | 500",
        "500 | api_error | Oops | | DAT000110 | 500",
        "409 | conflict_error | Meanwhile | | DAT000110 | 500",
        "413 | request_too_large | Large | | DAT030206 | 400",
        "404 | not_found_error | model: claude-9 | | DAT030205 | 404",
        "404 | not_found_error | Not Found | | DAT000115 | 500",
        "400 | invalid_request_error | prompt is too long: 9 tokens | | DAT030203 | 400",
        "400 | invalid_request_error | max_tokens: too large | | DAT030202 | 400",
        "418 | teapot_error | I am one | | DAT030202 | 400"
      })
  void whatAProviderSaysIsUnderstood(
      int status, String type, String message, String code, String id, int told) {
    JsonObject error = new JsonObject().put("type", type).put("message", message);
    error.put("details", code == null ? null : new JsonObject().put("error_code", code));
    String said = new JsonObject().put("type", "error").put("error", error).encode();
    provider.play(Reply.json(status, said));

    VersionedClient.Answer answer = ask("/v1/messages", Map.of());

    JsonObject body = new JsonObject(answer.body());
    assertThat(body.getString("error_id")).as(answer.text()).isEqualTo(id);
    assertThat(answer.status()).isEqualTo(told);
    assertThat(body.getString("type")).isEqualTo("error");
    assertThat(body.getJsonObject("error").getJsonObject("details").getString("error_code"))
        .isEqualTo(id);
    assertThat(answer.header("request-id")).isEqualTo(body.getString("request_id"));
  }

  private static VersionedClient.Answer ask(String path, Map<String, String> headers) {
    return client.post(path, BODY.formatted(asked++), headers);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/messages/batches, 404, not_found_error",
    "GET, /v1/messages/batches?limit=1, 404, not_found_error",
    "GET, /v1/messages, 405, invalid_request_error",
    "DELETE, /v1/messages/count_tokens, 405, invalid_request_error",
    "POST, /v1/messages, 400, invalid_request_error",
    "POST, /v1/messages/count_tokens, 400, invalid_request_error"
  })
  void everyFailureBelowMessagesIsToldInItsWords(
      String method, String path, int status, String type) throws IOException {
    RawClient.Answer answer = raw(method, path, "x-api-key: " + GatewayUnderTest.KEY);

    assertThat(answer.status()).isEqualTo(status);
    JsonObject body = new JsonObject(answer.text());
    assertThat(body.getString("type")).isEqualTo("error");
    assertThat(body.getJsonObject("error").getString("type")).isEqualTo(type);
    assertThat(answer.header("request-id")).hasValue(body.getString("request_id"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, x-plurence-error-format: plain",
    "/v1/messagesx, accept: */*",
    "/v1/chat/completions, accept: */*",
    "/v1/models, accept: */*"
  })
  void whoeverAsksElsewhereOrPlainlyGetsTheContractAlone(String path, String header)
      throws IOException {
    RawClient.Answer answer = raw("POST", path, header);

    assertThat(answer.status()).isGreaterThanOrEqualTo(400);
    assertThat(new JsonObject(answer.text()).fieldNames()).doesNotContain("type", "error");
    assertThat(answer.header("request-id").isPresent()).isEqualTo(path.equals("/v1/messages"));
  }

  @Test
  void responsesAreForSdksAlone() throws IOException {
    RawClient.Answer answer = raw("POST", "/v1/responses", "x-api-key: wrong");

    JsonObject body = new JsonObject(answer.text());
    assertThat(body.getString("message_code")).isEqualTo("UNAUTHORIZED");
    assertThat(body.getJsonObject("error").getString("message"))
        .isEqualTo(body.getString("message"));
    assertThat(answer.header("request-id")).isEmpty();
  }

  private static RawClient.Answer raw(String method, String path, String header)
      throws IOException {
    return RawClient.send(
        gateway.port(),
        method
            + " "
            + path
            + " HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n"
            + header
            + "\r\nconnection: close\r\n\r\n");
  }
}
