package com.example.idle;

import com.plurence.gateway.extension.Extension;
import com.plurence.gateway.extension.ExtensionContext;
import com.plurence.gateway.extension.RequestChanges;
import io.vertx.core.Future;
import java.util.List;

/** Looks at everything and changes nothing, to see what that costs. */
public final class Idle implements Extension {
  @Override
  public void register(ExtensionContext gateway) {
    gateway.onRequest(request -> Future.succeededFuture(RequestChanges.NONE));
    gateway.onAnswer((request, answer) -> Future.succeededFuture(answer));
    gateway.onStream(request -> event -> List.of(event));
  }
}
