package com.plurence.gateway.extension.host;

import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.VerticleConfig;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.extension.GatewayEvent;
import com.plurence.gateway.extension.host.loading.HostingException;
import com.plurence.gateway.extension.host.ownership.ErrorRegistry;
import com.plurence.gateway.timing.Hop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The extensions that run. They live on a Vert.x of their own, which exists only if there are any:
 * whatever they do to its threads, those that serve requests are others.
 */
public final class Extensions {
  private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final Vertx gateway;
  private final ErrorRegistry errors = new ErrorRegistry();
  private volatile @Nullable ExtensionThreads threads;
  private @Nullable BlockedExtensions blocked;
  private volatile Active active = Active.NOTHING;

  /**
   * @param gateway the Vert.x that serves requests
   */
  public Extensions(Vertx gateway) {
    this.gateway = gateway;
  }

  /** The hooks for one request; any thread. */
  public Hooks hooks() {
    return active.choices().choose();
  }

  /** The hooks of those that run now; another object when they are others; any thread. */
  public HookChoices choices() {
    return active.choices();
  }

  /** Whether anybody listens to events of that kind; any thread. */
  public boolean hears(Class<? extends GatewayEvent> kind) {
    return active.hears(kind);
  }

  /** Tells those who listen; any thread. */
  public void tell(GatewayEvent event) {
    active.deployments().forEach(some -> some.tell(event));
  }

  /** The Vert.x that extensions live on, if there are any; any thread. */
  public Optional<Vertx> vertx() {
    return Optional.ofNullable(threads).map(ExtensionThreads::vertx);
  }

  /** The errors that the running extensions have registered, by id. */
  public Collection<ErrorKind> errors() {
    return active.errors();
  }

  /**
   * Starts those extensions of {@code config} that are new or whose entry has changed. None is
   * asked anything before the change takes over. Must not be called again before the change that it
   * gives has been made or undone.
   *
   * @return fails with a {@link HostingException}, and nothing has changed, when one that is
   *     required can't start
   */
  public Future<Change> prepare(GatewayConfig config) {
    Change change = new Change(inOrder(config.verticles()));
    return change
        .start(config.extensions().directory())
        .map(change)
        .recover(failure -> change.undo().transform(undone -> Future.failedFuture(failure)));
  }

  private static List<VerticleConfig> inOrder(List<VerticleConfig> entries) {
    return entries.stream().sorted(Comparator.comparingInt(VerticleConfig::order)).toList();
  }

  /** From one set of extensions to the next. */
  public final class Change {
    private final List<VerticleConfig> entries;
    private final List<Deployment> old = new ArrayList<>(active.deployments());
    private final Map<Integer, Deployment> next = new TreeMap<>();
    private final List<Deployment> started = new ArrayList<>();

    private Change(List<VerticleConfig> entries) {
      this.entries = entries;
      for (int i = 0; i < entries.size(); i++) {
        keep(i);
      }
    }

    private void keep(int place) {
      VerticleConfig entry = entries.get(place);
      old.stream()
          .filter(some -> some.entry().equals(entry))
          .findFirst()
          .ifPresent(
              running -> {
                old.remove(running);
                next.put(place, running);
              });
    }

    private Future<Void> start(Path directory) {
      List<Integer> missing =
          IntStream.range(0, entries.size()).filter(i -> !next.containsKey(i)).boxed().toList();
      Future<Void> ready = Future.succeededFuture();
      for (int place : missing) {
        ready =
            ready
                .compose(ok -> threads(entries))
                .compose(
                    there ->
                        start(new Deployment(there, entries.get(place), directory, errors), place));
      }
      return ready;
    }

    private Future<Void> start(Deployment deployment, int place) {
      return within(LONGEST_START, deployment.start())
          .map(this::withoutClash)
          .onSuccess(started::add)
          .onSuccess(running -> next.put(place, running))
          .<Void>mapEmpty()
          .recover(failure -> tolerate(deployment, failure));
    }

    /** Nothing of the gateway lies where an extension can have an endpoint. */
    private Deployment withoutClash(Deployment late) {
      for (Deployment other : next.values()) {
        late.claims()
            .clash(other.claims())
            .ifPresent(
                what -> {
                  throw new HostingException(what + " belongs to " + other.entry().name());
                });
      }
      return late;
    }

    private Future<Void> tolerate(Deployment deployment, Throwable failure) {
      VerticleConfig entry = deployment.entry();
      within(LONGEST_STOP, deployment.stop());
      HostingException told =
          new HostingException("extension %s can't start".formatted(entry.name()), failure);
      if (entry.required()) {
        return Future.failedFuture(told);
      }
      LOG.atWarn()
          .addKeyValue("extension", entry.name())
          .setCause(failure)
          .log("an extension that is not required can't start");
      return Future.succeededFuture();
    }

    /**
     * Asks the next set from now on; what it replaces is stopped after {@code grace}, in which
     * requests end on what they began with.
     */
    public Future<Void> takeOver(Duration grace) {
      if (next.isEmpty() && old.isEmpty()) {
        return Future.succeededFuture();
      }
      return within(LONGEST_START, Future.join(started.stream().map(Deployment::serve).toList()))
          .onSuccess(serving -> replace(grace))
          .mapEmpty();
    }

    private void replace(Duration grace) {
      List<Deployment> running = List.copyOf(next.values());
      active = Active.of(running);
      watch().follow(running);
      started.forEach(
          some -> LOG.atInfo().addKeyValue("extension", some.entry().name()).log("runs"));
      old.forEach(Deployment::retire);
      if (!old.isEmpty()) {
        gateway.setTimer(
            Math.max(1, grace.toMillis()),
            over -> old.forEach(some -> within(LONGEST_STOP, some.stop())));
      }
    }

    /** Stops what was started; nothing has changed. */
    public Future<Void> undo() {
      return within(LONGEST_STOP, Future.join(started.stream().map(Deployment::stop).toList()))
          .otherwiseEmpty()
          .mapEmpty();
    }
  }

  /** Stops every extension and the Vert.x they live on; takes ten seconds at most for each. */
  public Future<Void> stop() {
    List<Deployment> running = active.deployments();
    active = Active.NOTHING;
    ExtensionThreads theirs = threads;
    if (theirs == null) {
      return Future.succeededFuture();
    }
    watch().stop();
    return within(LONGEST_STOP, Future.join(running.stream().map(Deployment::stop).toList()))
        .otherwiseEmpty()
        .compose(ok -> within(LONGEST_STOP, theirs.vertx().close()))
        .otherwiseEmpty();
  }

  private BlockedExtensions watch() {
    if (blocked == null) {
      blocked = new BlockedExtensions(gateway);
    }
    return blocked;
  }

  private Future<ExtensionThreads> threads(List<VerticleConfig> entries) {
    ExtensionThreads running = threads;
    return running == null
        ? within(LONGEST_START, ExtensionThreads.start(entries)).onSuccess(made -> threads = made)
        : Future.succeededFuture(running);
  }

  /** What becomes of {@code work}, on a thread of the gateway, or that it takes too long. */
  private <T> Future<T> within(Duration longest, Future<T> work) {
    Promise<T> outcome = Promise.promise();
    long timer =
        gateway.setTimer(
            longest.toMillis(),
            over ->
                outcome.tryFail(
                    new HostingException("nothing happened within " + longest.toSeconds() + " s")));
    Hop.to(gateway.getOrCreateContext(), work)
        .onSuccess(outcome::tryComplete)
        .onFailure(outcome::tryFail);
    return outcome.future().onComplete(done -> gateway.cancelTimer(timer));
  }
}
