package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import java.net.URI;

/**
 * Where a request to a target goes.
 *
 * @param uri path and query
 */
record Destination(String host, int port, String uri) {

  static Destination of(Target target, String path) {
    URI base = target.provider().baseUrl().orElseThrow();
    String basePath = base.getRawPath() == null ? "" : base.getRawPath();
    String prefix =
        basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
    int port = base.getPort() >= 0 ? base.getPort() : "https".equals(base.getScheme()) ? 443 : 80;
    return new Destination(base.getHost(), port, prefix + path);
  }
}
