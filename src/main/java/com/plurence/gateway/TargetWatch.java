package com.plurence.gateway;

import com.plurence.gateway.extension.GatewayEvent.TargetHealth;
import com.plurence.gateway.extension.host.Extensions;
import com.plurence.gateway.upstream.decision.TargetState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Tells extensions what targets have become since it last looked. Lives on one event loop. */
final class TargetWatch {
  private final Supplier<Collection<TargetState>> targets;
  private final Extensions extensions;
  private final Map<String, TargetHealth.Status> seen = new HashMap<>();

  TargetWatch(Supplier<Collection<TargetState>> targets, Extensions extensions) {
    this.targets = targets;
    this.extensions = extensions;
  }

  void look() {
    if (extensions.hears(TargetHealth.class)) {
      targets.get().forEach(this::look);
    }
  }

  private void look(TargetState target) {
    String id = target.target().id();
    TargetHealth.Status status =
        TargetHealth.Status.valueOf(target.health().status(System.nanoTime()).name());
    TargetHealth.Status before = seen.put(id, status);
    if (status != (before == null ? TargetHealth.Status.HEALTHY : before)) {
      extensions.tell(new TargetHealth(Instant.now(), id, status));
    }
  }
}
