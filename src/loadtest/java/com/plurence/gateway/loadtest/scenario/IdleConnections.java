package com.plurence.gateway.loadtest.scenario;

import com.plurence.gateway.loadtest.bench.Bench;
import com.plurence.gateway.loadtest.bench.Setup;
import com.plurence.gateway.loadtest.bench.Target;
import com.plurence.gateway.loadtest.report.Measurement;
import com.plurence.gateway.loadtest.wire.Connection;
import com.plurence.gateway.loadtest.wire.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Another scenario, while that many connections stay open beside it with nothing to say. */
record IdleConnections(int count, Scenario busy) implements Scenario {
  @Override
  public String name() {
    return busy.name();
  }

  @Override
  public String title() {
    return busy.title();
  }

  @Override
  public Setup setup() {
    return busy.setup();
  }

  @Override
  public void warm(Bench bench, Target target) {
    busy.warm(bench, target);
  }

  @Override
  public List<Measurement> measure(Bench bench, Target target, int round) {
    List<CompletableFuture<Connection>> opening = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      opening.add(bench.engine().connect(target.uri()));
    }
    CompletableFuture<?>[] all = opening.toArray(CompletableFuture<?>[]::new);
    Bench.await(CompletableFuture.allOf(all), Pace.PATIENCE.multipliedBy(3));
    List<Measurement> measured = busy.measure(bench, target, round);
    opening.forEach(one -> one.join().close());
    return measured;
  }
}
