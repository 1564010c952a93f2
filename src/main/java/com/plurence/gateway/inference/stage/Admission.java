package com.plurence.gateway.inference.stage;

import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.Next;
import com.plurence.gateway.inference.Stage;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;

/** Lets a call pass to models, from where on it is accounted for. */
public final class Admission implements Stage {
  @Override
  public Future<ModelResponse> handle(ModelCall call, Next next) {
    call.context().record().pass(call.scanned().estimatedInput());
    return next.handle(call);
  }
}
