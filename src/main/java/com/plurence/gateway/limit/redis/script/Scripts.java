package com.plurence.gateway.limit.redis.script;

import com.plurence.gateway.sharedstate.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** Executes scripts on the connection of one event loop. */
public final class Scripts {
  private final RedisLink link;

  public Scripts(RedisLink link) {
    this.link = link;
  }

  /**
   * Executes {@code script} once. If Redis has forgotten it, which is certain to have done nothing,
   * it is sent again with its text; any other failure has an unknown outcome.
   */
  public Future<Response> run(Script script, List<String> keys, List<String> arguments) {
    return link.send(request(Command.EVALSHA, script.sha(), keys, arguments))
        .recover(
            failure ->
                isForgotten(failure)
                    ? link.send(request(Command.EVAL, script.text(), keys, arguments))
                    : Future.failedFuture(failure));
  }

  /** Sends a command that is no script. */
  public Future<Response> send(Request command) {
    return link.send(command);
  }

  private static boolean isForgotten(Throwable failure) {
    return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
  }

  private static Request request(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }
}
