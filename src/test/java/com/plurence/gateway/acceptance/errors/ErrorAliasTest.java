package com.plurence.gateway.acceptance.errors;

import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chatBody;
import static com.plurence.gateway.testing.client.Requests.head;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets the member {@code error}, and what is in it, whatever layer refused the request. */
final class ErrorAliasTest {
  private static final String KEY = "x-api-key: " + GatewayUnderTest.KEY;
  private static final String BEARER = "Authorization: Bearer " + GatewayUnderTest.KEY;
  private static final String INVALID =
      chatBody("m", false).replace("}]", "}],\"temperature\":9,\"n\":\"x\"");

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BEARER,
        "authorization: bearer wrong",
        KEY + "\r\nx-stainless-lang: python",
        KEY + "\r\nUser-Agent: ai/5.0 AI-SDK/openai",
        KEY + "\r\nUser-Agent: ai-sdk",
        KEY + "\r\nx-plurence-error-format: openai",
        "x-plurence-error-format: OpenAI"
      })
  void anSdkGetsTheInnerObject(String headers) throws IOException {
    JsonObject body = new JsonObject(refused("POST " + CHAT, headers, "{}").text());

    JsonObject error = body.getJsonObject("error");
    assertThat(error.fieldNames())
        .contains("message", "type", "param", "code", "error_id", "request_id");
    assertThat(error.getString("code")).isEqualTo(body.getString("message_code"));
    assertThat(error.getString("error_id")).isEqualTo(body.getString("error_id"));
    assertThat(error.getString("request_id")).isEqualTo(body.getString("request_id"));
    assertThat(error.getString("message")).startsWith(body.getString("message"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        KEY,
        "x-api-key: wrong",
        "Authorization: Basic eA==",
        KEY + "\r\nUser-Agent: python-requests/2.32",
        BEARER + "\r\nx-plurence-error-format: plain",
        KEY + "\r\nx-stainless-lang: js\r\nx-plurence-error-format: Plain",
        KEY + "\r\nx-plurence-error-format: other"
      })
  void everybodyElseGetsTheContractAlone(String headers) throws IOException {
    Contract.isError(refused("POST " + CHAT, headers, "{}"));
  }

  /** No such path, wrong method, no JSON, a head that readers would disagree about. */
  @ParameterizedTest
  @CsvSource({
    "POST /v1/nothing, {}",
    "DELETE /v1/models, {}",
    "POST /v1/chat/completions, nonsense"
  })
  void whateverRefusesTellsAnSdkInItsForm(String request, String body) throws IOException {
    JsonObject answer = new JsonObject(refused(request, BEARER, body).text());

    assertThat(answer.getJsonObject("error").getString("message"))
        .isEqualTo(answer.getString("message"));
  }

  @Test
  void theInnerObjectHasTheDetailsAndTheFirstOfThemInItsMessage() throws IOException {
    JsonObject body = new JsonObject(refused("POST " + CHAT, BEARER, INVALID).text());

    JsonObject error = body.getJsonObject("error");
    JsonObject first = body.getJsonArray("details").getJsonObject(0);
    assertThat(error.getJsonArray("details")).hasSize(2).isEqualTo(body.getJsonArray("details"));
    assertThat(error.getString("param")).isEqualTo(first.getString("field"));
    assertThat(error.getString("message"))
        .contains(first.getString("field"), first.getString("message"));
  }

  /**
   * What async-openai (Rust) and the SDK of Vercel deserialise: a message that is text, and type,
   * param and code that are text or null. Anything else is "failed to deserialize" there.
   */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "nonsense", "[]", ""})
  void theInnerObjectHasTheTypesThatStrictParsersWant(String body) throws IOException {
    JsonObject error =
        new JsonObject(refused("POST " + CHAT, BEARER, body).text()).getJsonObject("error");

    assertThat(error.getValue("message")).isInstanceOf(String.class);
    for (String member : List.of("type", "param", "code")) {
      assertThat(error.containsKey(member)).isTrue();
      assertThat(error.getValue(member) == null || error.getValue(member) instanceof String)
          .as(member)
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY, KEY + "\r\nx-plurence-error-format: plain"})
  void theErrorEventOfAStreamAlwaysHasBothForms(String headers) throws IOException {
    String body = chatBody("m", true);
    RawClient.Answer answer =
        RawClient.send(
            gateway.port(),
            request(
                "POST " + CHAT,
                headers + "\r\nx-demo-fault: reset\r\nx-demo-fault-after: 2",
                body));

    String event = answer.text().substring(answer.text().indexOf("event: error\ndata: ") + 19);
    JsonObject told = new JsonObject(event.trim());
    JsonObject error = told.getJsonObject("error");
    assertThat(error.getString("error_id")).isEqualTo(told.getString("error_id"));
    assertThat(error.getString("request_id")).isEqualTo(told.getString("request_id"));
  }

  /** A person's or a tool's token is a bearer token, too, and they are no SDKs. */
  @Test
  void theManagementListenerAnswersBearersByTheContractAlone() throws IOException {
    RawClient.Answer answer =
        RawClient.send(gateway.port("management"), request("GET /v1/projects", BEARER, ""));

    Contract.isError(answer);
  }

  private static RawClient.Answer refused(String request, String headers, String body)
      throws IOException {
    RawClient.Answer answer = RawClient.send(gateway.port(), request(request, headers, body));
    assertThat(answer.status()).isGreaterThanOrEqualTo(400);
    return answer;
  }

  private static String request(String request, String headers, String body) {
    return head(
            request, headers, "Content-Type: application/json", "Content-Length: " + body.length())
        + body;
  }
}
