package com.plurence.gateway.extension;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Something deployed with the gateway. Implement this alone, or together with {@link
 * io.vertx.core.VerticleBase} to start and stop things of your own. The class is public with a
 * public constructor without parameters.
 *
 * <p>Extensions live on threads of their own: no method of one ever runs on a thread that serves
 * requests. Each instance has one Vert.x context, and all its methods and hooks are called there;
 * with {@code threading: event_loop} that is one thread for life, which must not be blocked.
 *
 * <p>What an extension fails with is told to a client only if it is a {@link
 * com.plurence.gateway.error.GatewayException} of a kind that the extension itself has registered
 * by {@link ExtensionContext#error}. Everything else that goes wrong in it, including an answer
 * that comes too late, is logged with the extension's name and, by the setting {@code fail}, passed
 * over or answered as INTERNAL.
 */
public interface Extension extends Deployable {

  /**
   * The name by which {@code verticles} may refer to the extension in place of its class, if its
   * jar lists it in {@code META-INF/services/com.plurence.gateway.extension.Extension}. Called on
   * an instance that is thrown away, on a thread that may not be the extension's.
   */
  default String name() {
    return getClass().getName();
  }

  /**
   * What is wrong with the extension's own settings: one sentence a mistake, naming the setting.
   * Called once for each deployment, before anything else, on a thread that may not be the
   * extension's. With any mistake the extension is not deployed.
   */
  default List<String> problems(JsonObject config) {
    return List.of();
  }

  /**
   * Says what the extension wants to be asked and told. Called once for each instance, before it
   * starts; what it registers counts from when every instance has started. An exception fails the
   * deployment.
   */
  void register(ExtensionContext gateway);

  /**
   * Starts this instance. The gateway opens its listeners when the future completes; a failure, an
   * exception, or nothing within thirty seconds fails the deployment.
   */
  @Override
  default Future<?> deploy(Context context) throws Exception {
    return Future.succeededFuture();
  }

  /**
   * Stops this instance, after the last request has been answered or when its entry in the
   * configuration has changed. A failure or an exception is logged; ten seconds are waited for.
   */
  @Override
  default Future<?> undeploy(Context context) throws Exception {
    return Future.succeededFuture();
  }
}
