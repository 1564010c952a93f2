package com.plurence.gateway.http.error;

import com.plurence.gateway.config.listener.ErrorsConfig.SdkAlias;
import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.ClientDialects;
import com.plurence.gateway.error.ErrorBody;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets the member {@code error} that SDKs read instead of the contract's own.
 *
 * @param keysTell whether an API key tells an SDK, as it does where applications call; users and
 *     tools of the management API have tokens, too, and are no SDKs
 */
public record ErrorAlias(SdkAlias setting, ClientDialects dialects, boolean keysTell) {
  private static final CharSequence FORMAT = HttpHeaders.createOptimized("x-plurence-error-format");

  /** The body of a response to {@code request} that failed. */
  byte[] body(HttpServerRequest request, ErrorBody failure) {
    ClientDialect dialect = dialect(request);
    return isFor(dialect, request.headers()) ? dialect.errorBody(failure) : failure.encode(false);
  }

  /** What the client of {@code request} speaks. */
  ClientDialect dialect(HttpServerRequest request) {
    @Nullable String path = request.path();
    return path == null ? dialects.usual() : dialects.at(path);
  }

  private boolean isFor(ClientDialect dialect, MultiMap headers) {
    return switch (setting) {
      case ALWAYS -> !asksFor(headers, "plain");
      case NEVER -> false;
      case AUTO ->
          !asksFor(headers, "plain")
              && (asksFor(headers, dialect.errorFormat())
                  || dialect.isSdk(headers)
                  || (keysTell && dialect.showsKey(headers)));
    };
  }

  private static boolean asksFor(MultiMap headers, String format) {
    @Nullable String asked = headers.get(FORMAT);
    return asked != null && asked.trim().equalsIgnoreCase(format);
  }
}
