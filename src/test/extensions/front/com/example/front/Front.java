package com.example.front;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.error.MessageCode;
import com.plurence.gateway.extension.Application;
import com.plurence.gateway.extension.EndpointAnswer;
import com.plurence.gateway.extension.EndpointPlace;
import com.plurence.gateway.extension.EndpointPlace.Access;
import com.plurence.gateway.extension.EndpointPlace.Listener;
import com.plurence.gateway.extension.EndpointRequest;
import com.plurence.gateway.extension.Extension;
import com.plurence.gateway.extension.ExtensionContext;
import com.plurence.gateway.extension.GatewayEvent;
import com.plurence.gateway.extension.RequestChanges;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Adds endpoints, knows partners by a token of theirs, and remembers what has happened. */
public final class Front implements Extension {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private ErrorKind unknown;

  @Override
  public void register(ExtensionContext gateway) {
    unknown = gateway.error("DAT029001", MessageCode.UNAUTHORIZED, "Unknown partner", false);
    ErrorKind missing = gateway.error("DAT039002", MessageCode.NOT_FOUND, "No such %s", false);
    String path = gateway.config().getString("path", "/x/hello/:name");
    gateway.endpoint(at("GET", path, Access.API_KEY), this::hello);
    gateway.endpoint(
        at("POST", "/x/echo", Access.ANYONE),
        request -> Future.succeededFuture(EndpointAnswer.json(request.body().toJsonObject())));
    gateway.endpoint(
        at("GET", "/x/missing", Access.ANYONE),
        request -> Future.failedFuture(missing.toException("thing")));
    gateway.endpoint(
        at("GET", "/x/broken", Access.ANYONE),
        request -> {
          throw new IllegalStateException("secret of the endpoint");
        });
    ErrorKind often = gateway.error("DAT039003", MessageCode.RATE_LIMITED, "Too often", true);
    gateway.endpoint(
        at("GET", "/x/often", Access.ANYONE), request -> Future.failedFuture(often.toException()));
    gateway.endpoint(
        at("DELETE", "/x/echo", Access.ANYONE),
        request -> Future.succeededFuture(EndpointAnswer.done()));
    gateway.endpoint(
        at("GET", "/x/bodiless", Access.ANYONE),
        request -> Future.succeededFuture(new EndpointAnswer(200, "text/plain", Map.of(), null)));
    gateway.endpoint(
        at("GET", "/x/hello/me", Access.ANYONE),
        request -> Future.succeededFuture(EndpointAnswer.json(new JsonObject().put("me", true))));
    gateway.endpoint(
        at("GET", "/x/events", Access.ANYONE),
        request ->
            Future.succeededFuture(
                EndpointAnswer.json(new JsonObject().put("events", new JsonArray(events)))));
    gateway.endpoint(
        new EndpointPlace(Listener.MANAGEMENT, "GET", "/x/people", Access.USER),
        request ->
            Future.succeededFuture(
                EndpointAnswer.json(
                    new JsonObject().put("role", request.person().orElseThrow().role()))));
    gateway.authenticate("x-partner", this::partner);
    gateway.authenticate("x-partner-badge", this::partner);
    gateway.onRequest(
        request ->
            Future.succeededFuture(
                RequestChanges.NONE.withAttribute(
                    "partner", String.valueOf(request.headers().get("x-partner")))));
    gateway.on(GatewayEvent.class, event -> events.add(event.toString()));
  }

  private static EndpointPlace at(String method, String path, Access access) {
    return new EndpointPlace(Listener.GATEWAY, method, path, access);
  }

  private Future<EndpointAnswer> hello(EndpointRequest request) {
    return Future.succeededFuture(
        EndpointAnswer.json(
            new JsonObject()
                .put("hello", request.parameters().get("name"))
                .put("times", request.query().get("times"))
                .put("project", request.application().orElseThrow().projectId())
                .put("shown", new JsonArray(List.copyOf(request.headers().keySet())))));
  }

  private Future<Application> partner(String token) {
    return switch (token) {
      case "good" -> Future.succeededFuture(new Application("partner-1", "partners", "theirs"));
      case "nobody" -> Future.succeededFuture(new Application(null, null, null));
      case "broken" -> Future.failedFuture("secret of the partners");
      default -> Future.failedFuture(unknown.toException());
    };
  }
}
