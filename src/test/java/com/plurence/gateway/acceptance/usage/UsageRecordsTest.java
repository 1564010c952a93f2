package com.plurence.gateway.acceptance.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.acceptance.dialects.ScriptedProvider;
import com.plurence.gateway.acceptance.dialects.ScriptedProvider.Reply;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the owner of an account finds of the requests of its applications. */
final class UsageRecordsTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":6,\"total_tokens\":16,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":4},"
          + "\"completion_tokens_details\":{\"reasoning_tokens\":5}}";

  private static Vertx vertx;
  private static ScriptedProvider provider;
  private static GatewayUnderTest gateway;
  private static ApiClient owner;
  private static String key;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    provider = new ScriptedProvider(vertx);
    gateway =
        GatewayUnderTest.start(
            """
            usage: { end_user: true }
            upstream: { backoff: { base: 1ms, cap: 1ms } }
            prices: { p/up: [ { from: 2020-01-01, input: 1, cache_read: 0.1, output: 2 } ] }
            providers: { p: { kind: openai, base_url: "http://127.0.0.1:%d/v1" } }
            models: { m: { targets: [ { provider: p, model: up } ] } }
            """
                .formatted(provider.port()));
    ApiClient anyone = ApiClient.of(gateway.outside(), gateway.port("management"));
    JsonObject signup = anyone.signUp("finance@example.com").json();
    owner = anyone.with(signup.getString("access_token"));
    String project = signup.getJsonObject("project").getString("id");
    key =
        owner
            .post("/v1/projects/" + project + "/api-keys", new JsonObject().put("name", "k"))
            .json()
            .getString("key");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    vertx.close();
  }

  private static Reply completion(String finish) {
    return Reply.json(
        200,
        "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"up\",\"choices\":["
            + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
            + "\"finish_reason\":\""
            + finish
            + "\"}],"
            + USAGE
            + "}");
  }

  private static Answer chat(HttpVersion version, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("x-api-key", key);
    return VersionedClient.of(gateway.outside(), gateway.port(), version)
        .post(
            "/v1/chat/completions",
            "{\"model\":\"m\",\"user\":\"old\",\"safety_identifier\":\"person-7\","
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
            all);
  }

  private static JsonObject record(Answer answer) {
    String path = "/v1/usage/" + answer.header("x-request-id");
    await().until(() -> owner.get(path).status() == 200);
    return owner.get(path).json();
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aRequestIsRecordedWithAllThatIsKnownOfIt(HttpVersion version) {
    provider.play(Reply.json(503, "{\"error\":{\"message\":\"no\"}}"), completion("length"));

    Answer answer =
        chat(
            version,
            Map.of(
                "x-plurence-tags",
                "team=search, env=prod",
                "traceparent",
                "00-" + TRACE + "-b7ad6b7169203331-01"));
    JsonObject record = record(answer);

    assertThat(provider.asked())
        .hasSize(2)
        .allMatch(asked -> !asked.headers().contains("x-plurence-tags"));
    assertThat(record.getJsonObject("tokens"))
        .isEqualTo(
            new JsonObject(
                "{\"input\":10,\"output\":6,\"total\":16,\"uncached\":6,\"cache_read\":4,"
                    + "\"cache_write\":0,\"text\":1,\"reasoning\":5}"));
    assertThat(record.getLong("cost_nano_usd")).isEqualTo(6 * 1000 + 4 * 100 + 6 * 2000);
    assertThat(record.getString("price")).isEqualTo("2020-01-01");
    assertThat(record.getBoolean("estimated")).isFalse();
    assertThat(record.getBoolean("stream")).isFalse();
    assertThat(record.getString("operation")).isEqualTo("chat");
    assertThat(record.getString("model")).isEqualTo("m");
    assertThat(record.getString("provider")).isEqualTo("p");
    assertThat(record.getString("target")).isEqualTo("p/up");
    assertThat(record.getString("upstream_model")).isEqualTo("up");
    assertThat(record.getString("finish_reason")).isEqualTo("max_tokens");
    assertThat(record.getInteger("status")).isEqualTo(200);
    assertThat(record.getString("error_id")).isNull();
    assertThat(record.getInteger("attempts")).isEqualTo(2);
    assertThat(billings(record.getJsonArray("attempt_log"))).isEqualTo("none reported");
    assertThat(record.getJsonObject("tags"))
        .isEqualTo(new JsonObject().put("team", "search").put("env", "prod"));
    assertThat(record.getString("end_user")).isEqualTo("person-7");
    assertThat(record.getString("trace_id")).isEqualTo(TRACE);
    assertThat(record.getLong("timestamp") - record.getLong("started_at"))
        .isEqualTo(record.getLong("latency_ms"));
    assertThat(record.getLong("body_ms")).isNotNegative();
    assertThat(record.getLong("admitted_ms")).isNotNegative();
    assertThat(record.getLong("ttft_ms")).isNotNegative();
  }

  private static String billings(JsonArray attempts) {
    StringBuilder text = new StringBuilder();
    for (Object attempt : attempts) {
      text.append(text.isEmpty() ? "" : " ").append(((JsonObject) attempt).getString("billing"));
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aResponseThatIsGivenAgainCostsNothing(HttpVersion version) {
    provider.play(completion("stop"));
    Map<String, String> once = Map.of("idempotency-key", "key-" + version);
    JsonObject first = record(chat(version, once));
    Answer again = chat(version, once);

    JsonObject record = record(again);

    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(first.getBoolean("replayed")).isFalse();
    assertThat(first.getLong("cost_nano_usd")).isPositive();
    assertThat(record.getBoolean("replayed")).isTrue();
    assertThat(record.getLong("cost_nano_usd")).isZero();
    assertThat(record.getJsonObject("tokens").getLong("total")).isZero();
    assertThat(record.getInteger("attempts")).isZero();
    assertThat(record.getString("model")).isEqualTo("m");
    assertThat(record.getString("target")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "team",
        "team=",
        "=search",
        "Team=search",
        "team=a b",
        "team=a=b",
        "team=search,",
        "team=search,team=ads",
        "a=1,b=2,c=3,d=4,e=5,f=6,g=7,h=8,i=9,j=10,k=11",
        "a234567890123456789012345678901234=1",
        "team=12345678901234567890123456789012345678901234567890123456789012345",
        "a=1234567890123456789012345678901234567890123456789012345678901234,"
            + "b=1234567890123456789012345678901234567890123456789012345678901234,"
            + "c=1234567890123456789012345678901234567890123456789012345678901234,"
            + "d=1234567890123456789012345678901234567890123456789012345678901234,"
            + "e=1234567890123456789012345678901234567890123456789012345678901234,"
            + "f=1234567890123456789012345678901234567890123456789012345678901234,"
            + "g=1234567890123456789012345678901234567890123456789012345678901234,"
            + "h=1234567890123456789012345678901234567890123456789012345678901234"
      })
  void tagsThatAreNoneAreRefusedAndNobodyIsAsked(String tags) {
    provider.play(completion("stop"));

    Answer answer = chat(HttpVersion.HTTP_1_1, Map.of("x-plurence-tags", tags));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("DAT030040");
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void aRequestThatWasNotLetInHasNoRecord() {
    Answer unknown =
        VersionedClient.of(gateway.outside(), gateway.port(), HttpVersion.HTTP_1_1)
            .post(
                "/v1/chat/completions",
                GatewayUnderTest.chatBody("nobody-knows", false),
                Map.of("x-api-key", key));
    provider.play(completion("stop"));
    record(chat(HttpVersion.HTTP_1_1, Map.of()));

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(owner.get("/v1/usage/" + unknown.header("x-request-id")).status()).isEqualTo(404);
  }
}
