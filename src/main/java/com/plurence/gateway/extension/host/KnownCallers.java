package com.plurence.gateway.extension.host;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.auth.DelegatedGuard;
import com.plurence.gateway.extension.Application;
import com.plurence.gateway.extension.Authenticator;
import com.plurence.gateway.http.exchange.Exchange;
import io.vertx.core.Future;
import java.util.Set;

/** A credential that an extension knows. */
record KnownCallers(String header, Hook<Authenticator> authenticator)
    implements DelegatedGuard.Credential {

  @Override
  public Future<Caller.Application> find(Exchange exchange, String value) {
    return authenticator
        .demand(exchange.timers(), exchange.requestId(), some -> some.authenticate(value))
        .map(KnownCallers::caller);
  }

  private static Caller.Application caller(Application known) {
    return new Caller.Application(
        known.keyId(), known.projectId(), known.accountId(), Set.of(), Set.of());
  }
}
