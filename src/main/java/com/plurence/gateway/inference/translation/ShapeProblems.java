package com.plurence.gateway.inference.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.call.ForeignRequest;
import com.plurence.gateway.dialect.translation.call.Translations;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.inference.CallContext;
import com.plurence.gateway.inference.ModelRequests.MoreProblems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a request that was refused once more, as a translation would, so that its client is told of
 * every wrong type at once, and not of some by the gateway's own look at it and of the others after
 * that. Safe on any thread.
 */
public final class ShapeProblems implements MoreProblems {
  /** Bytes that are looked at on the event loop; what is larger is told of what was found. */
  private static final int LARGEST = 256 * 1024;

  private static final int MOST_DETAILS = 50;

  private final Function<String, Optional<Route>> routes;
  private final Translations translations;

  /**
   * @param routes where a model leads at the moment
   */
  public ShapeProblems(Function<String, Optional<Route>> routes, Translations translations) {
    this.routes = routes;
    this.translations = translations;
  }

  @Override
  public GatewayException besides(GatewayException refusal, CallContext context, Body body) {
    if (body.length() > LARGEST) {
      return refusal;
    }
    try {
      ForeignRequest request = ForeignRequest.of(body, prefix -> prefix, 0, 1);
      List<FieldError> wrong = wrong(request, context);
      return wrong.isEmpty() ? refusal : refusal.withDetails(together(refusal.details(), wrong));
    } catch (MalformedAnswer noObject) {
      return refusal;
    }
  }

  private List<FieldError> wrong(ForeignRequest request, CallContext context) {
    JsonNode model = request.body().path("model");
    if (!model.isTextual() || !context.caller().mayUse(model.textValue())) {
      return List.of();
    }
    return routes
        .apply(model.textValue())
        .map(route -> wrong(request, route, model.textValue(), context.operation()))
        .orElse(List.of());
  }

  /** What the first target sees that does not speak the client's dialect. */
  private List<FieldError> wrong(
      ForeignRequest request, Route route, String model, Operation operation) {
    Findings findings = new Findings();
    route.targets().stream()
        .filter(target -> !translations.isNative(operation, target.provider()))
        .findFirst()
        .ifPresent(target -> look(request, target, model, operation, findings));
    return findings.wrong();
  }

  private void look(
      ForeignRequest request, Target target, String model, Operation operation, Findings findings) {
    translations
        .of(operation, target.provider())
        .ifPresent(
            translation ->
                translation.carry(request, target.model(model), target.traits(), findings));
  }

  private static List<FieldError> together(List<FieldError> first, List<FieldError> more) {
    List<FieldError> all = new ArrayList<>(first);
    Set<String> told = new HashSet<>();
    first.forEach(problem -> told.add(problem.field()));
    for (FieldError problem : more) {
      if (all.size() < MOST_DETAILS && told.add(problem.field())) {
        all.add(problem);
      }
    }
    return all;
  }
}
