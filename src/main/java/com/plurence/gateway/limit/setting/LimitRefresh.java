package com.plurence.gateway.limit.setting;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps limits in memory as the store has them. It reads one thing after the other, so that nothing
 * old comes in after something new; what changes meanwhile is read together when that is done.
 */
final class LimitRefresh implements LimitFeed.LimitChangeListener {
  private static final Logger LOG = LoggerFactory.getLogger(LimitRefresh.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final int PAGE = 5_000;

  private final Vertx vertx;
  private final Context context;
  private final LimitStore store;
  private final KnownLimits known;
  // On the context alone.
  private final Set<LimitOwner> waiting = new HashSet<>();
  private boolean everything;
  private boolean reading;

  LimitRefresh(Vertx vertx, LimitStore store, KnownLimits known) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.store = store;
    this.known = known;
  }

  @Override
  public void changed(LimitSetting setting) {
    if (setting.version() > 0) {
      known.put(setting);
    }
  }

  @Override
  public void changed(LimitOwner owner) {
    context.runOnContext(
        here -> {
          waiting.add(owner);
          next();
        });
  }

  @Override
  public void missed() {
    context.runOnContext(here -> readEverything());
  }

  private void readEverything() {
    everything = true;
    next();
  }

  private void next() {
    if (reading || (!everything && waiting.isEmpty())) {
      return;
    }
    reading = true;
    List<LimitOwner> owners = List.copyOf(waiting);
    waiting.clear();
    Future<Void> read = everything ? load() : read(owners);
    everything = false;
    read.onComplete(
        done -> {
          reading = false;
          if (done.failed()) {
            LOG.atDebug().setCause(done.cause()).log("limits not read, trying again");
            vertx.timer(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS).onSuccess(t -> missed());
          }
          next();
        });
  }

  private Future<Void> read(List<LimitOwner> owners) {
    return store
        .read(owners)
        .map(
            found -> {
              Set<LimitOwner> gone = new HashSet<>(owners);
              found.forEach(setting -> gone.remove(setting.owner()));
              found.forEach(known::put);
              gone.forEach(known::remove);
              return null;
            });
  }

  /** Reads all there is, and drops from memory what is no longer there. */
  Future<Void> load() {
    Set<LimitOwner> gone = new HashSet<>(known.owners());
    return page(Optional.empty(), gone).onSuccess(all -> gone.forEach(known::remove));
  }

  private Future<Void> page(Optional<LimitOwner> last, Set<LimitOwner> gone) {
    return store
        .page(last, PAGE)
        .compose(
            found -> {
              found.forEach(known::put);
              found.forEach(setting -> gone.remove(setting.owner()));
              return found.size() < PAGE
                  ? Future.succeededFuture()
                  : page(Optional.of(found.get(PAGE - 1).owner()), gone);
            });
  }
}
