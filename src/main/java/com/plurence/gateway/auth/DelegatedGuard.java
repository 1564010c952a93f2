package com.plurence.gateway.auth;

import com.plurence.gateway.http.Guard;
import com.plurence.gateway.http.exchange.Exchange;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets applications in that somebody else knows, and leaves all others to another guard. */
public final class DelegatedGuard implements Guard {
  private final Guard others;
  private final Supplier<List<Credential>> credentials;

  /**
   * @param credentials to look for in this order, asked for with every request
   */
  public DelegatedGuard(Guard others, Supplier<List<Credential>> credentials) {
    this.others = others;
    this.credentials = credentials;
  }

  /** A kind of credential that somebody else knows. */
  public interface Credential {
    /** The header that it comes in. */
    String header();

    /**
     * Who shows {@code value}; fails with what the client is to be told. The future may complete on
     * any thread.
     */
    Future<Caller.Application> find(Exchange exchange, String value);
  }

  @Override
  public Future<Void> admit(RoutingContext ctx) {
    List<Credential> known = credentials.get();
    for (Credential credential : known) {
      @Nullable String value = ctx.request().getHeader(credential.header());
      if (value != null) {
        // None of them goes any further: neither to hooks nor to a provider.
        known.forEach(other -> ctx.request().headers().remove(other.header()));
        return credential.find(Exchange.of(ctx), value).map(caller -> caller.enter(ctx));
      }
    }
    return others.admit(ctx);
  }
}
