package com.plurence.gateway.testing.client;

import static com.plurence.gateway.testing.Outcome.done;

import com.plurence.gateway.error.ErrorKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Optional;

/** A client of one listener on this machine; immutable. */
public final class ApiClient {
  /** As many as a test may wish to have under way at once. */
  private static final int MOST_CONNECTIONS = 1000;

  private final WebClient client;
  private final int port;
  private final String token;

  private ApiClient(WebClient client, int port, String token) {
    this.client = client;
    this.port = port;
    this.token = token;
  }

  /** A client of {@code port} that shows no token. */
  public static ApiClient of(Vertx vertx, int port) {
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS);
    return new ApiClient(WebClient.create(vertx, new WebClientOptions(), pool), port, "");
  }

  /** The same client with an access token, or with none if it is empty. */
  public ApiClient with(String accessToken) {
    return new ApiClient(client, port, accessToken);
  }

  /** The same client, token included, of another port. */
  public ApiClient at(int otherPort) {
    return new ApiClient(client, otherPort, token);
  }

  /** The same client with the token of whoever signs up with {@code email} now. */
  public ApiClient signedUp(String email) {
    return with(signUp(email).json().getString("access_token"));
  }

  /** Signs up with {@code email}. */
  public Reply signUp(String email) {
    return post(
        "/v1/signups", new JsonObject().put("email", email).put("password", "correct horse"));
  }

  public Reply get(String path) {
    return done(request(HttpMethod.GET, path).send().map(Reply::new));
  }

  public Reply delete(String path) {
    return done(request(HttpMethod.DELETE, path).send().map(Reply::new));
  }

  public Reply post(String path, JsonObject body) {
    return done(send(request(HttpMethod.POST, path), body));
  }

  public Reply patch(String path, JsonObject body) {
    return done(send(request(HttpMethod.PATCH, path), body));
  }

  /** A request to which headers can be added. */
  public HttpRequest<Buffer> request(HttpMethod method, String path) {
    HttpRequest<Buffer> request = client.request(method, port, "127.0.0.1", path);
    return token.isEmpty() ? request : request.putHeader("authorization", "Bearer " + token);
  }

  /** Sends {@code body} as JSON. */
  public static Future<Reply> send(HttpRequest<Buffer> request, JsonObject body) {
    return request.sendJsonObject(body).map(Reply::new);
  }

  /** One response. */
  public record Reply(HttpResponse<Buffer> response) {
    public int status() {
      return response.statusCode();
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(response.getHeader(name));
    }

    public String text() {
      return Optional.ofNullable(response.bodyAsString()).orElse("");
    }

    public JsonObject json() {
      return new JsonObject(text());
    }

    public JsonArray array() {
      return new JsonArray(text());
    }

    /**
     * The answer as the error contract has it, for SDKs as well; fails the test when it is anything
     * else.
     */
    public JsonObject isError(ErrorKind expected) {
      JsonObject body =
          Contract.isError(status(), this::header, Contract.withoutOpenAiAlias(text()));
      org.assertj.core.api.Assertions.assertThat(body.getString("error_id"))
          .as("error_id of %s", body)
          .isEqualTo(expected.id());
      return body;
    }
  }
}
