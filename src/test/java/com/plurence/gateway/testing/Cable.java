package com.plurence.gateway.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A stretch of network to a server on this machine that a test can cut and mend. */
public final class Cable {
  private final NetClient client;
  private final int target;
  private final Set<NetSocket> ends = ConcurrentHashMap.newKeySet();
  private final NetServer server;
  private volatile boolean whole = true;
  private volatile boolean silent;
  private volatile boolean swallowing;

  private Cable(Vertx vertx, int target) {
    this.client = vertx.createNetClient();
    this.target = target;
    this.server = vertx.createNetServer().connectHandler(this::join);
  }

  /** A cable to {@code target}, a port on this machine. */
  public static Future<Cable> to(Vertx vertx, int target) {
    Cable cable = new Cable(vertx, target);
    return cable.server.listen(0, "127.0.0.1").map(cable);
  }

  /** The port at the near end. */
  public int port() {
    return server.actualPort();
  }

  /** Breaks every connection and every later one, until it is mended. */
  public void cut() {
    whole = false;
    ends.forEach(NetSocket::close);
  }

  /** Lets nothing through and breaks nothing, as a server does that hangs; until it is mended. */
  public void hold() {
    silent = true;
    ends.forEach(NetSocket::pause);
  }

  /** Lets everything through to the far end, and loses what that answers, until it is mended. */
  public void swallow() {
    swallowing = true;
  }

  /** Lets everything through again. */
  public void mend() {
    whole = true;
    silent = false;
    swallowing = false;
    ends.forEach(NetSocket::resume);
  }

  private void join(NetSocket near) {
    if (!whole) {
      near.close();
      return;
    }
    near.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(far -> connect(near, far))
        .onFailure(refused -> near.close());
  }

  private void connect(NetSocket near, NetSocket far) {
    ends.add(near);
    near.closeHandler(
        gone -> {
          ends.remove(near);
          far.close();
        });
    far.closeHandler(gone -> near.close());
    far.handler(
        answer -> {
          if (!swallowing) {
            near.write(answer);
          }
        });
    near.handler(far::write);
    if (!silent) {
      near.resume();
    }
  }
}
