package com.example.faulty;

import com.plurence.gateway.error.MessageCode;
import com.plurence.gateway.extension.Extension;
import com.plurence.gateway.extension.ExtensionContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when it is stopped, and wants an error id that may be another's. */
public final class Other implements Extension {
  private static final Logger LOG = LoggerFactory.getLogger(Other.class);

  private Object id = "";

  @Override
  public void register(ExtensionContext gateway) {
    id = gateway.config().getValue("id", "");
    gateway.error("DAT039001", MessageCode.CONFLICT, "Also", false);
  }

  @Override
  public Future<?> undeploy(Context context) {
    LOG.atInfo().log("stopped " + id);
    return Future.succeededFuture();
  }
}
