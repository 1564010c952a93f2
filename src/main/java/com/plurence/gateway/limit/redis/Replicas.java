package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.redis.script.Keys;
import com.plurence.gateway.limit.redis.script.Script;
import com.plurence.gateway.limit.redis.script.Scripts;
import com.plurence.gateway.limit.redis.script.SharedClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;

/** How many gateways share the limits, as one event loop has heard it last. Of that loop. */
final class Replicas {
  private final Scripts scripts;
  private final SharedClock clock;
  private final String gateway;
  private final String loop;
  private int count = 1;
  private boolean registered;

  /**
   * @param gateway the name of this one, different from all others
   * @param loop the name of the event loop, likewise
   */
  Replicas(Scripts scripts, SharedClock clock, String gateway, String loop) {
    this.scripts = scripts;
    this.clock = clock;
    this.gateway = gateway;
    this.loop = loop;
  }

  /** At least this one. */
  int count() {
    return count;
  }

  /**
   * Says that this gateway lives, which is due every 5 seconds.
   *
   * @return whether Redis has lost everything since the last time
   */
  Future<Boolean> register() {
    return scripts
        .run(Script.REPLICAS, List.of(Keys.REPLICAS), List.of(clock.argument(), gateway, loop))
        .map(
            answer -> {
              boolean emptied = registered && answer.get(1).toInteger() == 0;
              count = Math.max(1, answer.get(0).toInteger());
              registered = true;
              return emptied;
            });
  }

  /** This gateway ends. */
  Future<Void> leave() {
    return scripts.send(Request.cmd(Command.ZREM).arg(Keys.REPLICAS).arg(gateway)).mapEmpty();
  }
}
