package com.plurence.gateway.acceptance.dialects;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.golden.GoldenCase;
import com.plurence.gateway.testing.golden.GoldenEvents;
import com.plurence.gateway.testing.golden.GoldenMatch;
import com.plurence.gateway.testing.golden.GoldenProvider;
import com.plurence.gateway.testing.golden.GoldenProvider.Asked;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every golden case through the whole gateway: a client here, a provider there. */
final class GoldenCasesTest {
  private static final Map<String, String> ROUTES =
      Map.of(
          "chat", "/v1/chat/completions",
          "messages", "/v1/messages",
          "count_tokens", "/v1/messages/count_tokens",
          "responses", "/v1/responses",
          "embeddings", "/v1/embeddings");

  private static GatewayUnderTest gateway;
  private static GoldenProvider provider;
  private static Map<HttpVersion, VersionedClient> clients;
  private static int played;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.start();
    provider = new GoldenProvider(gateway.outside());
    clients = new HashMap<>();
    for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
      clients.put(version, VersionedClient.of(gateway.outside(), gateway.port(), version));
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Stream<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCaseHolds(GoldenCase golden) throws ConfigException {
    leadTo(golden);
    provider.play(golden);

    VersionedClient.Answer answer = ask(golden);

    assertThat(differences(golden, answer))
        .as("%s%n%s", golden.node().path("why").asText(), answer.text())
        .isEmpty();
  }

  /** Nothing of one case is known of the targets of the next, whose credential is another. */
  private static void leadTo(GoldenCase golden) throws ConfigException {
    played++;
    JsonNode traits = golden.target();
    String kind = traits.path("kind").asText();
    StringBuilder target = new StringBuilder("provider: up");
    traits
        .properties()
        .forEach(
            trait -> {
              if (!Set.of("kind", "responses").contains(trait.getKey())) {
                target.append(", ").append(trait.getKey()).append(": ").append(trait.getValue());
              }
            });
    gateway
        .gateway()
        .reconfigure(
            gateway.config(
                """
                providers:
                  up: { kind: %s, base_url: "http://127.0.0.1:%d/%s", api_key: "upstream-key", headers: { x-case: "%d" }%s }
                models:
                  %s: { targets: [ { %s } ] }
                """
                    .formatted(
                        kind,
                        provider.port(),
                        kind.equals("google") ? "v1beta" : "v1",
                        played,
                        traits.path("responses").asBoolean() ? ", responses: true" : "",
                        golden.model(),
                        target)));
    String now = Integer.toString(played);
    until(() -> gateway.gateway().targets().stream().anyMatch(state -> isOf(state, now)));
  }

  private static boolean isOf(TargetState state, String played) {
    return Optional.ofNullable(state.target().provider().request().headers().get("x-case"))
        .map(Secret::reveal)
        .equals(Optional.of(played));
  }

  private static VersionedClient.Answer ask(GoldenCase golden) {
    JsonNode request = golden.requestIn();
    Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json"));
    request
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    String body =
        request.has("raw") ? request.get("raw").textValue() : request.path("body").toString();
    HttpVersion version = played % 2 == 0 ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_2;
    return Objects.requireNonNull(clients.get(version))
        .post(
            ROUTES.get(golden.from()) + request.path("query").asText(""),
            Buffer.buffer(body),
            headers);
  }

  private static List<String> differences(GoldenCase golden, VersionedClient.Answer answer) {
    GoldenMatch match = new GoldenMatch();
    List<String> all = new ArrayList<>();
    if (golden.requestOut().isObject()) {
      if (provider.asked().isEmpty()) {
        all.add("the provider was not asked");
      } else {
        requested(golden.requestOut(), provider.asked().get(0), match, all);
      }
    } else if (!provider.asked().isEmpty()) {
      all.add("the provider was asked");
    }
    answered(golden.answerOut(), answer, match, all);
    return all;
  }

  private static void requested(JsonNode wanted, Asked asked, GoldenMatch match, List<String> all) {
    if (wanted.has("path") && !wanted.get("path").textValue().equals(asked.path())) {
      all.add("path " + asked.path());
    }
    headers(wanted, asked.headers(), all);
    if (wanted.has("raw") && !wanted.get("raw").textValue().equals(asked.body())) {
      all.add("request " + asked.body());
    }
    if (wanted.has("body")) {
      match
          .differences(wanted.get("body"), GoldenMatch.parse(asked.body()))
          .forEach(difference -> all.add("request " + difference));
    }
  }

  private static void answered(
      JsonNode wanted, VersionedClient.Answer answer, GoldenMatch match, List<String> all) {
    if (wanted.path("status").asInt() != answer.status()) {
      all.add("status " + answer.status());
    }
    Map<String, String> headers = new HashMap<>();
    answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    headers(wanted, headers, all);
    if (wanted.has("raw") && !wanted.get("raw").textValue().equals(answer.text())) {
      all.add("answer " + answer.text());
    }
    if (wanted.has("body")) {
      match
          .differences(sorted(wanted.get("body")), sorted(GoldenMatch.parse(answer.text())))
          .forEach(difference -> all.add("answer " + difference));
    }
    if (wanted.has("events")) {
      JsonNode events = GoldenEvents.of(answer.text());
      all.addAll(GoldenEvents.sequenceFaults(events));
      match
          .differences(GoldenEvents.joined(wanted.get("events")), GoldenEvents.joined(events))
          .forEach(difference -> all.add("events " + difference));
    }
  }

  private static void headers(JsonNode wanted, Map<String, String> actual, List<String> all) {
    wanted
        .path("headers")
        .properties()
        .forEach(
            header -> {
              String is = actual.getOrDefault(header.getKey(), "");
              String should = header.getValue().isNull() ? "" : header.getValue().asText();
              boolean set = header.getKey().equals("x-plurence-dropped");
              if (set ? !names(is).equals(names(should)) : !is.equals(should)) {
                all.add("header " + header.getKey() + ": wanted " + should + ", got " + is);
              }
            });
  }

  private static Set<String> names(String header) {
    return new TreeSet<>(List.of(header.split(", ", -1)));
  }

  /** The problems of an error are compared by their fields. */
  private static JsonNode sorted(JsonNode body) {
    if (!body.path("details").isArray()) {
      return body;
    }
    ObjectNode copy = body.deepCopy();
    ArrayNode fields = copy.putArray("details");
    body.get("details")
        .valueStream()
        .map(detail -> detail.path("field").asText())
        .sorted()
        .forEach(fields::add);
    return copy;
  }
}
