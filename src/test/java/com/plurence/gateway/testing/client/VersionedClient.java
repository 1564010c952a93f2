package com.plurence.gateway.testing.client;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.HashMap;
import java.util.Map;

/** A client of the owner of the good key that speaks HTTP/1.1, or HTTP/2 with prior knowledge. */
public final class VersionedClient {
  private final Context loop;
  private final HttpClient client;
  private final int port;

  private VersionedClient(Vertx vertx, HttpClient client, int port) {
    this.loop = vertx.getOrCreateContext();
    this.client = client;
    this.port = port;
  }

  /** A client of a server on the loopback. Keep it: with it goes its connections. */
  public static VersionedClient of(Vertx vertx, int port, HttpVersion version) {
    return new VersionedClient(
        vertx,
        vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false)),
        port);
  }

  /** One whole response. */
  public record Answer(int status, MultiMap headers, Buffer body) {
    public String text() {
      return body.toString();
    }

    /** The value of a header; empty if there is none. */
    public String header(String name) {
      return headers.contains(name) ? headers.get(name) : "";
    }
  }

  /** Opens a request whose body is still to be written. */
  public Future<HttpClientRequest> open(String path, Map<String, String> headers) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(path)
            .putHeader("x-api-key", GatewayUnderTest.KEY);
    headers.forEach(options::putHeader);
    return client.request(options);
  }

  /** Sends JSON, and waits for the whole response. */
  public Answer post(String path, String json, Map<String, String> headers) {
    return post(path, Buffer.buffer(json), with(headers, "content-type", "application/json"));
  }

  /** Sends {@code body}, and waits for the whole response; fails if it breaks off. */
  public Answer post(String path, Buffer body, Map<String, String> headers) {
    Promise<Answer> answer = Promise.promise();
    loop.runOnContext(
        now ->
            open(path, headers)
                .compose(request -> request.send(body).compose(VersionedClient::read))
                .onComplete(answer));
    return Outcome.done(answer.future());
  }

  /** Sends the beginning of a body, never its end, and waits for the whole response. */
  public Answer begin(String path, Buffer beginning, Map<String, String> headers) {
    Promise<Answer> answer = Promise.promise();
    loop.runOnContext(
        now ->
            open(path, headers).compose(request -> begin(request, beginning)).onComplete(answer));
    return Outcome.done(answer.future());
  }

  private static Future<Answer> begin(HttpClientRequest request, Buffer beginning) {
    request.write(beginning);
    return request.response().compose(VersionedClient::read);
  }

  private static Future<Answer> read(HttpClientResponse response) {
    return response
        .body()
        .map(whole -> new Answer(response.statusCode(), response.headers(), whole));
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.putIfAbsent(name, value);
    return all;
  }
}
