package com.plurence.gateway.acceptance.inference;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.demo.DemoJournal;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A gateway before the demo provider, and what its tests send. */
final class PassedEndpoints implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final GatewayUnderTest gateway =
      GatewayUnderTest.startWithDemoModels("limits_http: { headers: 1MiB }");
  private final Map<HttpVersion, VersionedClient> clients = new EnumMap<>(HttpVersion.class);

  private PassedEndpoints() {
    for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
      clients.put(version, VersionedClient.of(vertx, gateway.port(), version));
    }
  }

  static PassedEndpoints start() {
    return new PassedEndpoints();
  }

  @Override
  public void close() {
    gateway.close();
    done(vertx.close());
  }

  Collection<VersionedClient> clients() {
    return clients.values();
  }

  VersionedClient http1() {
    return client(HttpVersion.HTTP_1_1);
  }

  VersionedClient client(HttpVersion version) {
    return Objects.requireNonNull(clients.get(version));
  }

  static String body(String model) {
    return "{\"model\":\"%s\",\"input\":\"Hi\"}".formatted(model);
  }

  static String streamed(String model) {
    return "{\"model\":\"%s\",\"input\":\"Hi\",\"stream\":true}".formatted(model);
  }

  static Map<String, String> scripted(String body, String type) {
    return scripted(body.getBytes(StandardCharsets.UTF_8), type);
  }

  static Map<String, String> scripted(byte[] body, String type, String... more) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-demo-body", Base64.getEncoder().encodeToString(body));
    headers.put("x-demo-content-type", type);
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  static String contract(Answer answer, ErrorCode expected) {
    Contract.isError(
        answer.status(),
        name -> Optional.ofNullable(answer.headers().get(name)),
        Contract.withoutOpenAiAlias(answer.text()));
    assertThat(answer.text()).contains("\"error_id\":\"" + expected.id() + "\"");
    return answer.text();
  }

  /** What the provider was asked last. */
  DemoJournal.Seen last() {
    List<DemoJournal.Seen> seen = gateway.demo().journal().seen();
    return seen.get(seen.size() - 1);
  }
}
