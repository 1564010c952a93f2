package com.plurence.gateway.testing;

import com.plurence.gateway.Gateway;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A gateway with extensions, on free ports, before two demo providers that know model {@code m},
 * and with a model for each backend of the examples.
 */
public final class ExtendedGateway implements AutoCloseable {
  /** The API key that it knows. */
  public static final String KEY = GatewayUnderTest.KEY;

  private static final String REST =
      """
      providers:
        a: { kind: demo }
        b: { kind: demo }
        echo: { kind: verticle }
        plain: { kind: verticle }
        parrot: { kind: verticle }
        faulty:
          kind: verticle
          upstream: { first_byte_timeout: 300ms, idle_timeout: 300ms, retry_time: 300ms }
      models:
        m: { targets: [ { provider: a }, { provider: b, priority: 2 } ] }
        echo: { targets: [ { provider: echo } ] }
        plain: { targets: [ { provider: plain } ] }
        parrot: { targets: [ { provider: parrot } ] }
        faulty: { targets: [ { provider: faulty } ] }
        faulty-first: { targets: [ { provider: faulty, model: f }, { provider: a, priority: 2 } ] }
      """;

  private final GatewayUnderTest gateway;

  private ExtendedGateway(GatewayUnderTest gateway) {
    this.gateway = gateway;
  }

  /** Starts one with the jars of {@code directory} and these entries of {@code verticles}. */
  public static ExtendedGateway start(Path directory, String... entries) {
    return new ExtendedGateway(settings(directory, entries).start());
  }

  /** The start itself, which may fail. */
  public static Future<Gateway> starting(Path directory, String... entries) {
    return settings(directory, entries).starting();
  }

  /** The configuration of it. */
  public static GatewayConfig config(Path directory, String... entries) {
    return settings(directory, entries).config();
  }

  private static GatewaySettings settings(Path directory, String... entries) {
    return GatewayUnderTest.with(REST).extensions(directory, entries);
  }

  /** The port of the listener of that name. */
  public int port(String listener) {
    return gateway.port(listener);
  }

  public Gateway gateway() {
    return gateway.gateway();
  }

  /** Asks for a chat; {@code headers} are whole lines. */
  public RawClient.Answer chat(String content, boolean streamed, String... headers) {
    return chat("m", content, streamed, headers);
  }

  /** Asks a model for a chat. */
  public RawClient.Answer chat(String model, String content, boolean streamed, String... headers) {
    return send("POST /v1/chat/completions", body(model, content, streamed), headers);
  }

  /** A connection to the gateway listener. */
  public RawClient connect() throws IOException {
    return new RawClient(gateway.port());
  }

  /** The bytes of a request for a chat. */
  public static String chatRequest(
      String model, String content, boolean streamed, String... headers) {
    return request("POST /v1/chat/completions", body(model, content, streamed), headers);
  }

  /** Sends any request with the API key and reads the whole response. */
  public RawClient.Answer send(String methodAndPath, String body, String... headers) {
    try {
      return RawClient.send(gateway.port(), request(methodAndPath, body, headers));
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    }
  }

  private static String body(String model, String content, boolean streamed) {
    return new JsonObject()
        .put("model", model)
        .put("stream", streamed)
        .put(
            "messages",
            new JsonArray().add(new JsonObject().put("role", "user").put("content", content)))
        .encode();
  }

  private static String request(String methodAndPath, String body, String... headers) {
    return "%s HTTP/1.1\r\nHost: a\r\nx-api-key: %s\r\n".formatted(methodAndPath, KEY)
        + Stream.of(headers).map(line -> line + "\r\n").collect(Collectors.joining())
        + (body.isEmpty() ? "" : "content-type: application/json\r\n")
        + "content-length: %d\r\n\r\n".formatted(body.getBytes(StandardCharsets.UTF_8).length)
        + body;
  }

  @Override
  public void close() {
    gateway.close();
  }
}
