package com.example.faulty;

import com.plurence.gateway.error.MessageCode;
import com.plurence.gateway.extension.Extension;
import com.plurence.gateway.extension.ExtensionContext;
import com.plurence.gateway.extension.GatewayEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what it is told and when it is stopped, and wants an error id that may be another's. */
public final class Other implements Extension {
  private static final Logger LOG = LoggerFactory.getLogger(Other.class);

  private Object id = "";

  @Override
  public void register(ExtensionContext gateway) {
    id = gateway.config().getValue("id", "");
    String error = gateway.config().getString("error", "DAT039001");
    gateway.error(error, MessageCode.CONFLICT, "Also", false);
    gateway.on(GatewayEvent.class, event -> LOG.atInfo().log("told " + event));
    if (id.equals("wild")) {
      gateway.vertx().runOnContext(turn -> wild());
    }
  }

  private static void wild() {
    throw new IllegalStateException("out of nowhere");
  }

  @Override
  public Future<?> undeploy(Context context) {
    LOG.atInfo().log("stopped " + id);
    return Future.succeededFuture();
  }
}
