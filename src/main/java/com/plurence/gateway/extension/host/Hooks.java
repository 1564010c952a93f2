package com.plurence.gateway.extension.host;

import com.plurence.gateway.auth.DelegatedGuard;
import com.plurence.gateway.extension.AnswerHook;
import com.plurence.gateway.extension.EndpointHandler;
import com.plurence.gateway.extension.EndpointPlace;
import com.plurence.gateway.extension.RequestHook;
import com.plurence.gateway.extension.StreamHook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The hooks of one request: of each extension, those of one instance. Immutable.
 *
 * @param onRequest in the order in which they are asked
 * @param onAnswer for whole responses
 * @param onStream for streams
 * @param credentials that extensions know
 * @param endpoints that extensions have added
 */
public record Hooks(
    List<Hook<RequestHook>> onRequest,
    List<Hook<AnswerHook>> onAnswer,
    List<Hook<StreamHook>> onStream,
    List<DelegatedGuard.Credential> credentials,
    Map<EndpointPlace, Hook<EndpointHandler>> endpoints) {
  /** Nobody wants to be asked. */
  public static final Hooks NONE = new Hooks(List.of(), List.of(), List.of(), List.of(), Map.of());

  static Hooks of(List<Instance> instances) {
    List<DelegatedGuard.Credential> credentials = new ArrayList<>();
    Map<EndpointPlace, Hook<EndpointHandler>> endpoints = new LinkedHashMap<>();
    for (Instance instance : instances) {
      Registrations registered = instance.registrations();
      registered.authenticators.forEach(
          (header, some) -> credentials.add(new KnownCallers(header, new Hook<>(instance, some))));
      registered.endpoints.forEach(
          (place, some) -> endpoints.put(place, new Hook<>(instance, some)));
    }
    return new Hooks(
        all(instances, registered -> registered.requestHooks),
        all(instances, registered -> registered.answerHooks),
        all(instances, registered -> registered.streamHooks),
        List.copyOf(credentials),
        endpoints);
  }

  private static <H> List<Hook<H>> all(
      List<Instance> instances, Function<Registrations, List<H>> registered) {
    return instances.stream()
        .flatMap(
            instance ->
                registered.apply(instance.registrations()).stream()
                    .map(hook -> new Hook<>(instance, hook)))
        .toList();
  }

  /** Whether nobody wants to see requests to models, or their responses. */
  public boolean isEmpty() {
    return onRequest.isEmpty() && onAnswer.isEmpty() && onStream.isEmpty();
  }
}
