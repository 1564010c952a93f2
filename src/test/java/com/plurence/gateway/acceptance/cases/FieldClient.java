package com.plurence.gateway.acceptance.cases;

import static com.plurence.gateway.testing.Outcome.done;

import com.plurence.gateway.testing.GatewayUnderTest;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Sends what a step says, over either version of HTTP, and waits for the whole response. */
final class FieldClient {
  private final HttpClient client;
  private final Vertx vertx;
  private final int port;

  FieldClient(Vertx vertx, int port, HttpVersion version) {
    this.vertx = vertx;
    this.port = port;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
  }

  /** A whole response. */
  record Answer(HttpClientResponse response, String text) {
    @Override
    public String toString() {
      return response.statusCode() + "\n" + response.headers() + "\n" + text;
    }
  }

  void close() {
    done(client.close());
  }

  Answer send(JsonObject send) {
    boolean hasBody = send.containsKey("json") || send.containsKey("body");
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(send.getString("method", hasBody ? "POST" : "GET")))
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(send.getString("path", "/v1/chat/completions"));
    if (hasBody) {
      options.putHeader("content-type", "application/json");
    }
    if (send.getBoolean("auth", true)) {
      options.putHeader("x-api-key", GatewayUnderTest.KEY);
    }
    Map<String, Object> headers = send.getJsonObject("headers", new JsonObject()).getMap();
    headers.forEach((name, value) -> options.putHeader(name, String.valueOf(value)));
    Buffer body =
        send.containsKey("json")
            ? send.getJsonObject("json").toBuffer()
            : Buffer.buffer(send.getString("body", ""));
    // On one event loop, where nothing of a response can come before somebody listens.
    Promise<Answer> answered = Promise.promise();
    vertx.runOnContext(
        now ->
            client
                .request(options)
                .compose(request -> hasBody ? request.send(body) : request.send())
                .compose(
                    response ->
                        response.body().map(whole -> new Answer(response, whole.toString())))
                .onComplete(answered));
    return done(answered.future());
  }
}
