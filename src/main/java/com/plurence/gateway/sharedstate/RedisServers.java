package com.plurence.gateway.sharedstate;

import com.plurence.gateway.config.Secret;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads {@code shared_state.url}. */
final class RedisServers {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** How many commands may wait for their answers; far more than a healthy server lets wait. */
  private static final int MOST_WAITING = 100_000;

  private RedisServers() {}

  /**
   * What the client needs to know.
   *
   * @param url as the configuration has checked it: {@code redis://} or, with TLS, {@code
   *     rediss://}; {@code ?mode=cluster} and {@code ?mode=sentinel&master=NAME} say that the
   *     address is one of several
   */
  static RedisOptions options(Secret url) {
    URI address = URI.create(url.reveal());
    Map<String, String> parameters = parameters(address);
    RedisOptions options =
        new RedisOptions()
            .setNetClientOptions(network(address.getScheme().equals("rediss")))
            .setMaxWaitingHandlers(MOST_WAITING)
            .setPoolCleanerInterval(-1)
            .setConnectionString(url.reveal().replaceFirst("\\?.*$", ""));
    return switch (parameters.getOrDefault("mode", "standalone")) {
      case "cluster" -> options.setType(RedisClientType.CLUSTER);
      case "sentinel" ->
          options
              .setType(RedisClientType.SENTINEL)
              .setRole(RedisRole.MASTER)
              .setMasterName(parameters.get("master"));
      default -> options.setType(RedisClientType.STANDALONE);
    };
  }

  private static NetClientOptions network(boolean tls) {
    NetClientOptions options =
        new NetClientOptions()
            .setConnectTimeout((int) CONNECT.toMillis())
            .setTcpKeepAlive(true)
            .setTcpNoDelay(true);
    return tls ? options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS") : options;
  }

  private static Map<String, String> parameters(URI address) {
    Map<String, String> parameters = new HashMap<>();
    if (address.getQuery() != null) {
      for (String parameter : address.getQuery().split("&", -1)) {
        String[] parts = parameter.split("=", 2);
        parameters.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
    }
    return parameters;
  }
}
