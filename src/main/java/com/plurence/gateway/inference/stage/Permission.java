package com.plurence.gateway.inference.stage;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.inference.CallContext;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.Next;
import com.plurence.gateway.inference.Stage;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;

/** Lets pass what the caller's key may use: the endpoint, and the model that the client names. */
public final class Permission implements Stage {
  @Override
  public Future<ModelResponse> handle(ModelCall call, Next next) {
    CallContext context = call.context();
    Caller.Application caller = context.caller();
    caller.requireEndpoint(context.dialect().route(context.operation()));
    caller.requireModel(call.scanned().model());
    return next.handle(call);
  }
}
