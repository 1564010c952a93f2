package com.plurence.gateway.extension.host;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.extension.GatewayEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The extensions that run now. Immutable.
 *
 * @param deployments in the order of their hooks
 * @param choices their hooks
 * @param heard the kinds of events that somebody listens to
 */
record Active(List<Deployment> deployments, HookChoices choices, Set<Class<?>> heard) {
  static final Active NOTHING = of(List.of());

  static Active of(List<Deployment> deployments) {
    int most = deployments.stream().mapToInt(some -> some.instances().size()).max().orElse(0);
    return new Active(
        deployments,
        new HookChoices(
            IntStream.range(0, most).mapToObj(choice -> hooks(deployments, choice)).toList()),
        deployments.stream()
            .flatMap(some -> some.instances().stream())
            .flatMap(instance -> instance.registrations().listeners.stream())
            .map(Registrations.Subscription::kind)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Hooks hooks(List<Deployment> deployments, int choice) {
    return Hooks.of(
        deployments.stream()
            .map(some -> some.instances().get(choice % some.instances().size()))
            .toList());
  }

  /** Whether anybody listens to events of that kind. */
  boolean hears(Class<? extends GatewayEvent> kind) {
    return heard.contains(kind) || heard.contains(GatewayEvent.class);
  }

  /** The errors that they have registered, in the order of their ids. */
  Collection<ErrorKind> errors() {
    Map<String, ErrorKind> kinds = new TreeMap<>();
    for (Deployment deployment : deployments) {
      deployment.instances().forEach(instance -> kinds.putAll(instance.registrations().errors));
    }
    return kinds.values();
  }
}
