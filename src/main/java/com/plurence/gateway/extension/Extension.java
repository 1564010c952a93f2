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
 * by {@link ExtensionContext#error}. Everything else that goes wrong in it, including a response
 * that comes too late, is logged with the extension's name and, by the setting {@code fail}, passed
 * over or answered as INTERNAL.
 */
public interface Extension extends Deployable {

  /**
   * The name by which {@code verticles} may refer to the extension in place of its class, if its
   * jar lists it in {@code META-INF/services/com.plurence.gateway.extension.Extension}. Called on
   * an instance that is thrown away, on a thread that may not be the extension's, within the thirty
   * seconds of {@link #deploy}. An exception fails the deployment that looks for a name.
   */
  default String name() {
    return getClass().getName();
  }

  /**
   * What is wrong with the extension's own settings: one sentence a mistake, naming the setting.
   * Called once for each deployment and by {@code --check}, on an instance that is thrown away,
   * before anything else, on a thread that may not be the extension's, within the thirty seconds of
   * {@link #deploy}. With any mistake, null or an exception, the extension is not deployed.
   *
   * @param config a copy of the settings under {@code config}
   * @return such as {@code longest: was 'much', accepted: a whole number from 1}
   */
  default List<String> problems(JsonObject config) {
    return List.of();
  }

  /**
   * Says what the extension wants to be asked and told. Called once for each instance, on its
   * context, before it starts and within the thirty seconds of {@link #deploy}; every instance
   * registers the same, and what it registers counts from when all have started. An exception fails
   * the deployment.
   */
  void register(ExtensionContext gateway);

  /**
   * Starts this instance. Called once, on its context. The gateway opens its listeners, or takes
   * the changed configuration, when the future completes; a failure, an exception, or nothing
   * within thirty seconds for all instances fails the deployment.
   */
  @Override
  default Future<?> deploy(Context context) throws Exception {
    return Future.succeededFuture();
  }

  /**
   * Stops this instance. Called once, on its context, after the last request has been answered;
   * when its entry in the configuration has changed, after {@code shutdown.drain}. A failure or an
   * exception is logged; ten seconds are waited for.
   */
  @Override
  default Future<?> undeploy(Context context) throws Exception {
    return Future.succeededFuture();
  }
}
