package com.plurence.gateway.sharedstate;

import com.plurence.gateway.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of one event loop to Redis: commands are written one after the other without
 * waiting for answers. It comes back by itself after it was lost. A server that says nothing for
 * seconds is given up, since a connection may hang where a new one would not. Every call is made on
 * the loop that owns it.
 */
public final class RedisLink {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Looks that a connection may take with its greeting; 3 seconds of a loop that is on time. */
  private static final int PATIENCE = 6;

  /** Without any answer while one is due; what comes later is lost. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(4);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Vertx vertx;
  private final RedisOptions options;
  private final Listener listener;
  private final long looks;
  private @Nullable Redis client;
  private @Nullable RedisConnection connection;
  private int failures;
  private long pinged;
  private long looked = System.nanoTime();
  private int looksAtAttempt;
  private boolean pinging;
  private boolean closed;

  /** What becomes of the connection. Called on the loop. */
  public interface Listener {
    /**
     * It is there, for the first time or again; {@code policy} is what the server does when full.
     */
    void connected(String policy);

    /** It was there and is lost, with every command that has no answer. */
    void lost();

    /** It could not be made. */
    void failed(Throwable why);

    /** The server has answered a ping {@code nanos} after it was sent. */
    void answered(long nanos);
  }

  /** Begins to connect. */
  public RedisLink(Vertx vertx, Secret url, Listener listener) {
    this(vertx, RedisServers.options(url), listener);
  }

  RedisLink(Vertx vertx, RedisOptions options, Listener listener) {
    this.vertx = vertx;
    this.options = options;
    this.listener = listener;
    this.looks = vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), tick -> look());
    connect();
  }

  /** Whether commands can be sent. */
  public boolean isConnected() {
    return connection != null;
  }

  /** Sends a command; fails at once when there is no connection. */
  public Future<Response> send(Request command) {
    return connection == null ? Future.failedFuture("not connected") : connection.send(command);
  }

  /** Ends the connection for good. */
  public void close() {
    closed = true;
    vertx.cancelTimer(looks);
    drop();
  }

  private void connect() {
    if (closed) {
      return;
    }
    Redis attempt = Redis.createClient(vertx, options);
    client = attempt;
    looksAtAttempt = 0;
    attempt
        .connect()
        .compose(made -> policy(made).map(policy -> new Made(made, policy)))
        .onSuccess(made -> use(attempt, made))
        .onFailure(failure -> failed(attempt, failure));
  }

  /** A server that does not let its policy be asked is taken as it is. */
  private static Future<String> policy(RedisConnection made) {
    return made.send(Request.cmd(Command.INFO).arg("memory"))
        .map(memory -> InfoText.value(memory, "maxmemory_policy"))
        .otherwise("");
  }

  private record Made(RedisConnection connection, String policy) {}

  private void failed(Redis attempt, Throwable failure) {
    if (attempt != client) {
      return;
    }
    drop();
    listener.failed(failure);
    retry();
  }

  private void use(Redis attempt, Made made) {
    if (attempt != client) {
      return;
    }
    failures = 0;
    pinging = false;
    connection = made.connection();
    made.connection().exceptionHandler(broken -> lost(attempt, broken));
    made.connection().endHandler(ended -> lost(attempt, null));
    listener.connected(made.policy());
  }

  private void lost(Redis attempt, @Nullable Throwable why) {
    if (attempt != client || closed) {
      return;
    }
    LOG.atDebug().addKeyValue("problem", why).log("the connection to the shared state has ended");
    drop();
    listener.lost();
    retry();
  }

  private void drop() {
    connection = null;
    Redis dropped = client;
    client = null;
    if (dropped != null) {
      dropped
          .close()
          .onFailure(
              failure ->
                  LOG.atDebug().addKeyValue("problem", failure).log("a client would not close"));
    }
  }

  /** So that not everybody comes back at the same moment, and none later than in a second. */
  private void retry() {
    long longest =
        Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, 10));
    failures++;
    long pause = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    vertx.setTimer(Math.max(1, pause), again -> connect());
  }

  /** What a loop that is late has not seen yet is not held against the server. */
  private void look() {
    long now = System.nanoTime();
    long passed = now - looked;
    if (passed < BETWEEN_LOOKS.toNanos() / 2) {
      return; // one of several looks that a delay of the loop has brought together
    }
    looked = now;
    boolean late = passed > 2 * BETWEEN_LOOKS.toNanos();
    if (connection != null) {
      lookAtConnection(now, late);
    } else if (client != null && !late && ++looksAtAttempt > PATIENCE) {
      failed(client, new TimeoutException("no answer to the greeting"));
    }
  }

  private void lookAtConnection(long now, boolean late) {
    if (!pinging) {
      ping(now);
    } else if (late) {
      pinged = now;
    } else if (client != null && now - pinged > LONGEST_SILENCE.toNanos()) {
      lost(client, null);
    }
  }

  private void ping(long now) {
    RedisConnection asked = connection;
    if (asked != null) {
      pinging = true;
      pinged = now;
      asked.send(Request.cmd(Command.PING)).onSuccess(pong -> answered(asked));
    }
  }

  private void answered(RedisConnection asked) {
    if (asked == connection) {
      pinging = false;
      listener.answered(System.nanoTime() - pinged);
    }
  }
}
