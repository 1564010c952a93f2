package com.plurence.gateway.testing.client;

import com.plurence.gateway.testing.GatewayUnderTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A client that sees a response as it comes, and can leave at any moment. */
public final class StreamClient {
  private final HttpClient client;
  private final int port;

  private StreamClient(HttpClient client, int port) {
    this.client = client;
    this.port = port;
  }

  /**
   * Clients of a server on the loopback that speak HTTP/1.1, or HTTP/2 with prior knowledge. Keep
   * it: with it goes its connections.
   */
  public static StreamClient of(Vertx vertx, int port, HttpVersion version) {
    HttpClientOptions options =
        new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false);
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(2000).setHttp2MaxSize(1);
    return new StreamClient(vertx.createHttpClient(options, pool), port);
  }

  /** Asks {@code model} for a chat completion. */
  public Call chat(String model, boolean streamed, Map<String, String> headers) {
    Call call = new Call();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/v1/chat/completions")
            .putHeader("x-api-key", GatewayUnderTest.KEY)
            .putHeader("content-type", "application/json");
    headers.forEach(options::putHeader);
    client
        .request(options)
        .onSuccess(request -> call.begin(request, GatewayUnderTest.chatBody(model, streamed)))
        .onFailure(call::broke);
    return call;
  }

  /** One request and as much of its answer as has come. */
  public static final class Call {
    private final Buffer body = Buffer.buffer();
    private final AtomicBoolean left = new AtomicBoolean();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private volatile @Nullable HttpClientRequest request;
    private volatile @Nullable HttpClientResponse response;
    private volatile boolean ended;

    private Call() {}

    private void begin(HttpClientRequest opened, String json) {
      request = opened;
      opened.exceptionHandler(this::broke);
      if (left.get()) {
        opened.reset();
        return;
      }
      opened.response().onSuccess(this::read).onFailure(this::broke);
      opened.end(Buffer.buffer(json));
    }

    private void read(HttpClientResponse head) {
      response = head;
      head.handler(this::take).endHandler(end -> ended = true).exceptionHandler(this::broke);
    }

    private void take(Buffer chunk) {
      synchronized (body) {
        body.appendBuffer(chunk);
      }
    }

    private void broke(Throwable failure) {
      broken.compareAndSet(null, failure);
    }

    /** Goes away: closes the connection, or resets the stream of HTTP/2. */
    public void leave() {
      left.set(true);
      @Nullable HttpClientRequest opened = request;
      if (opened != null) {
        opened.reset();
      }
    }

    /**
     * Tells the server with GOAWAY that nothing more will be asked on the connection, of HTTP/2.
     */
    public void sayGoodBye() {
      Objects.requireNonNull(request, "nothing is asked yet").connection().shutdown();
    }

    /** Whether it went away. */
    public boolean left() {
      return left.get();
    }

    /** Reads no more for now. */
    public void pause() {
      head().pause();
    }

    /** Reads so many pieces more. */
    public void fetch(int pieces) {
      head().fetch(pieces);
    }

    /** Reads on as it comes. */
    public void resume() {
      head().resume();
    }

    /** Whether the head of the response has come. */
    public boolean hasHead() {
      return response != null;
    }

    public int status() {
      return head().statusCode();
    }

    public @Nullable String header(String name) {
      return head().getHeader(name);
    }

    private HttpClientResponse head() {
      return Objects.requireNonNull(response, "the answer has not begun");
    }

    /** What has come of the body. */
    public String text() {
      synchronized (body) {
        return body.toString();
      }
    }

    /** How many bytes have come of the body. */
    public int length() {
      synchronized (body) {
        return body.length();
      }
    }

    /** Whether the response came to its end as HTTP has it. */
    public boolean ended() {
      return ended;
    }

    /** Whether the connection or the stream broke before. */
    public boolean broken() {
      return broken.get() != null;
    }
  }
}
