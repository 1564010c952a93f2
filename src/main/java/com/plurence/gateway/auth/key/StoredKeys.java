package com.plurence.gateway.auth.key;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.auth.KeyDirectory;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.timing.Hop;
import com.plurence.gateway.timing.TokenBucket;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API keys, in memory: a request waits for the store only when its key has not been seen
 * before, and known keys go on working when the store does not. Safe on any thread.
 *
 * <p>Everything is loaded at the start and kept up to date by the {@link KeyFeed}. An unknown key
 * is still asked of the store, once, in case the feed lags; how often that may happen is bounded,
 * so that a flood of made-up keys is refused from memory.
 */
public final class StoredKeys implements KeyDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(StoredKeys.class);
  private static final int MOST_MISSES = 20_000;
  private static final Duration MISS_REMEMBERED = Duration.ofSeconds(10);
  private static final int LOOKUP_BURST = 100;
  private static final int LOOKUPS_PER_SECOND = 50;
  private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(2);
  private static final Duration COME_BACK = Duration.ofSeconds(1);
  private static final Duration RELOAD_AFTER = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final KeyStore store;
  private final InstantSource clock;
  private final int most;
  private final KnownKeys known;
  private final RecentHashes misses;
  private final TokenBucket lookupBudget;
  private final Map<KeyHash, Future<Optional<KnownKey>>> lookups = new ConcurrentHashMap<>();
  private final List<Consumer<String>> revocationListeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger epoch = new AtomicInteger();
  private volatile boolean complete;

  /**
   * An empty directory; {@link #load} fills it.
   *
   * @param most how many keys to hold in memory; of more, some are asked for again
   */
  public StoredKeys(Vertx vertx, KeyStore store, InstantSource clock, int most) {
    this.vertx = vertx;
    this.store = store;
    this.clock = clock;
    this.most = most;
    this.known = new KnownKeys(clock, most);
    this.misses = new RecentHashes(clock, MISS_REMEMBERED, MOST_MISSES);
    this.lookupBudget = new TokenBucket(LOOKUP_BURST, LOOKUPS_PER_SECOND, nanos());
  }

  /** What must be subscribed to the feed, before {@link #load}. */
  public KeyFeed.KeyChangeListener feedListener() {
    return new Feed();
  }

  /**
   * Calls {@code listener} with the id of every key that is removed from now on, as soon as that is
   * known, on any thread, perhaps twice. It must not block.
   */
  public void onRevocation(Consumer<String> listener) {
    revocationListeners.add(listener);
  }

  /**
   * {@inheritDoc} At once if the key is in memory, else on the caller's context. Fails with
   * KEY_INVALID, with KEY_EXPIRED, or with STORE_UNAVAILABLE when only the store could tell.
   */
  @Override
  public Future<Caller.Application> find(String presented) {
    if (!ApiKeyFormat.matches(presented)) {
      return refused(ErrorCode.KEY_INVALID.toException());
    }
    KeyHash hash = KeyHash.of(presented);
    KnownKey key = known.use(hash);
    if (key != null) {
      return unlessExpired(key);
    }
    if (misses.contains(hash) || known.wasRemoved(hash)) {
      return refused(ErrorCode.KEY_INVALID.toException());
    }
    Future<Optional<KnownKey>> underWay = lookups.get(hash);
    if (underWay != null) {
      return answer(underWay);
    }
    return lookupBudget.tryTake(nanos()) ? answer(lookUp(hash)) : refused(withoutLooking());
  }

  @Override
  public Optional<Caller.Application> ofExpired(String presented) {
    return ApiKeyFormat.matches(presented)
        ? Optional.ofNullable(known.find(KeyHash.of(presented))).map(KnownKey::application)
        : Optional.empty();
  }

  /** Fills the directory from the store, and drops from it what the store no longer has. */
  public Future<Void> load() {
    Map<KeyHash, String> before = known.ids();
    int began = epoch.get();
    return store
        .newest(most)
        .compose(
            newest -> {
              newest.forEach(known::put);
              newest.forEach(key -> before.remove(key.hash()));
              complete = newest.size() < most && epoch.get() == began;
              return store.existing(before.values());
            })
        .map(existing -> drop(before, existing))
        .mapEmpty();
  }

  /** Records in the store when keys were last used; to be called now and then. */
  public Future<Void> recordUse() {
    Map<String, Instant> uses = known.newUses();
    return uses.isEmpty() ? Future.succeededFuture() : store.used(uses);
  }

  private Future<Caller.Application> unlessExpired(KnownKey key) {
    Instant end = key.expiresAt();
    return end != null && clock.millis() >= end.toEpochMilli()
        ? refused(ErrorCode.KEY_EXPIRED.toException())
        : Future.succeededFuture(key.application());
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  private static Future<Caller.Application> refused(GatewayException refusal) {
    return Future.failedFuture(refusal);
  }

  /** Whoever holds all keys knows that this is none of them; otherwise only the store knows. */
  private GatewayException withoutLooking() {
    return complete ? ErrorCode.KEY_INVALID.toException() : storeUnavailable();
  }

  /**
   * What a look-up found, unless the key was removed while that was on its way here: whoever is let
   * in must hear of every removal from then on. A look-up that is shared arrives on the context of
   * whoever asked first; each caller stays on its own.
   */
  private Future<Caller.Application> answer(Future<Optional<KnownKey>> lookup) {
    return Hop.here(lookup)
        .compose(
            found ->
                found.isPresent() && !known.wasRemoved(found.get().hash())
                    ? unlessExpired(found.get())
                    : refused(ErrorCode.KEY_INVALID.toException()));
  }

  /** Asks the store; everyone who asks for the same key meanwhile gets the same response. */
  private Future<Optional<KnownKey>> lookUp(KeyHash hash) {
    Promise<Optional<KnownKey>> shared = Promise.promise();
    Future<Optional<KnownKey>> earlier = lookups.putIfAbsent(hash, shared.future());
    if (earlier != null) {
      return earlier;
    }
    long tooLong =
        vertx.setTimer(LONGEST_LOOKUP.toMillis(), late -> shared.tryFail(storeUnavailable()));
    ask(hash)
        .onComplete(
            answer -> {
              vertx.cancelTimer(tooLong);
              lookups.remove(hash);
              complete(shared, answer);
            });
    return shared.future();
  }

  private static <T> void complete(Promise<T> promise, AsyncResult<T> result) {
    if (result.succeeded()) {
      promise.tryComplete(result.result());
    } else {
      promise.tryFail(result.cause());
    }
  }

  private static GatewayException storeUnavailable() {
    return ErrorCode.STORE_UNAVAILABLE.toException().withRetryAfter(COME_BACK);
  }

  private Future<Optional<KnownKey>> ask(KeyHash hash) {
    int began = epoch.get();
    return store
        .find(hash)
        .compose(
            found -> {
              if (epoch.get() != began) {
                // The key may have been removed, unheard of, after the store was read.
                return ask(hash);
              }
              return Future.succeededFuture(found.filter(known::put));
            })
        .onSuccess(
            found -> {
              if (found.isEmpty()) {
                misses.add(hash);
              }
            });
  }

  private int drop(Map<KeyHash, String> candidates, Set<String> existing) {
    candidates.values().removeAll(existing);
    candidates.forEach((hash, id) -> forget(id, hash));
    return candidates.size();
  }

  private void forget(String keyId, KeyHash hash) {
    known.remove(hash);
    revocationListeners.forEach(listener -> listener.accept(keyId));
  }

  private void reload() {
    load()
        .onFailure(
            failure -> {
              LOG.atDebug().setCause(failure).log("keys not loaded, trying again");
              vertx.timer(RELOAD_AFTER.toMillis(), TimeUnit.MILLISECONDS).onSuccess(t -> reload());
            });
  }

  private final class Feed implements KeyFeed.KeyChangeListener {
    @Override
    public void created(KeyHash hash) {
      misses.remove(hash);
      lookUp(hash)
          .onFailure(failure -> LOG.atDebug().setCause(failure).log("new key not yet looked up"));
    }

    @Override
    public void removed(String keyId, KeyHash hash) {
      forget(keyId, hash);
    }

    @Override
    public void interrupted() {
      complete = false;
      epoch.incrementAndGet();
    }

    @Override
    public void resumed() {
      epoch.incrementAndGet();
      reload();
    }
  }
}
