package com.plurence.gateway.management;

import com.plurence.gateway.body.PacedBody;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /explorer}: a page to read the API document on, and to try it out. On one event loop. */
public final class ExplorerEndpoints {
  private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/5.34.1/";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; frame-ancestors 'none'; base-uri 'none';"
          + " connect-src 'self'";

  /** What the page needs, and nothing else from the class path. */
  private static final Map<String, Asset> ASSETS =
      Map.of(
          "explorer.js", new Asset("explorer/explorer.js", "text/javascript"),
          "swagger-ui.css", new Asset(WEBJAR + "swagger-ui.css", "text/css"),
          "swagger-ui-bundle.js", new Asset(WEBJAR + "swagger-ui-bundle.js", "text/javascript"),
          "favicon-32x32.png", new Asset(WEBJAR + "favicon-32x32.png", "image/png"));

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");

  private final FileSystem files;
  private final Supplier<Optional<URI>> gateway;
  private final Map<Asset, Future<Buffer>> contents = new HashMap<>();

  /**
   * @param files reads from the class path as well, off the event loop
   * @param gateway the listener for applications, once it is open: the page may call that, too
   */
  public ExplorerEndpoints(FileSystem files, Supplier<Optional<URI>> gateway) {
    this.files = files;
    this.gateway = gateway;
  }

  public List<Endpoint> endpoints() {
    Asset page = new Asset("explorer/explorer.html", "text/html; charset=utf-8");
    return List.of(
        Endpoint.get("/explorer", Access.ANYONE, ctx -> send(ctx, page)),
        Endpoint.get("/explorer/:asset", Access.ANYONE, this::asset));
  }

  private void asset(RoutingContext ctx) {
    Asset asset = ASSETS.get(ctx.pathParam("asset"));
    if (asset == null) {
      ctx.fail(ErrorCode.ROUTE_NOT_FOUND.toException());
    } else {
      send(ctx, asset);
    }
  }

  private void send(RoutingContext ctx, Asset asset) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
        .putHeader("content-security-policy", POLICY + gateway(ctx.request().authority()))
        .putHeader("x-content-type-options", "nosniff");
    content(asset).onSuccess(content -> write(ctx, content)).onFailure(ctx::fail);
  }

  /** Read once, so that all who are being sent it share it. */
  private Future<Buffer> content(Asset asset) {
    Future<Buffer> content = contents.get(asset);
    if (content == null || content.failed()) {
      content = files.readFile(asset.resource());
      contents.put(asset, content);
    }
    return content;
  }

  private static void write(RoutingContext ctx, Buffer content) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length()));
    if (ctx.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      PacedBody.end(response, content);
    }
  }

  /** The gateway listener, by the host that the reader of the page knows. */
  private String gateway(@Nullable HostAndPort called) {
    Optional<URI> place = gateway.get();
    return place.isPresent() && called != null && HOST.matcher(called.host()).matches()
        ? " %s://%s:%d".formatted(place.get().getScheme(), called.host(), place.get().getPort())
        : "";
  }

  private record Asset(String resource, String type) {}
}
