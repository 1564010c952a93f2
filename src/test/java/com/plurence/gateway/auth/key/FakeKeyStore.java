package com.plurence.gateway.auth.key;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store in memory that counts what it is asked, and that can be slow or down. */
final class FakeKeyStore implements KeyStore {
  final Map<KeyHash, KnownKey> rows = new HashMap<>();
  final Map<String, Instant> uses = new HashMap<>();
  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;
  private boolean down;
  private int finds;

  /** Puts a key in and returns the text that a caller would present. */
  String add(String name, @Nullable Instant expiresAt) {
    String text = "plr_test_" + (name + "x".repeat(40)).substring(0, 40);
    Caller.Application application =
        new Caller.Application("key_" + name, "proj_1", "acc_1", Set.of(), Set.of());
    rows.put(KeyHash.of(text), new KnownKey(KeyHash.of(text), application, expiresAt));
    return text;
  }

  int finds() {
    return finds;
  }

  void down(boolean isDown) {
    down = isDown;
  }

  /** From now on, answers to {@link #find} are kept back until they are released. */
  void hold() {
    holding = true;
  }

  synchronized void release() {
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
  }

  @Override
  public synchronized Future<Optional<KnownKey>> find(KeyHash hash) {
    finds++;
    Optional<KnownKey> found = Optional.ofNullable(rows.get(hash));
    if (!holding) {
      return answer(found);
    }
    Promise<Optional<KnownKey>> later = Promise.promise();
    held.add(() -> later.complete(found));
    return later.future();
  }

  @Override
  public Future<List<KnownKey>> newest(int limit) {
    return answer(rows.values().stream().limit(limit).toList());
  }

  @Override
  public Future<Set<String>> existing(Collection<String> keyIds) {
    Set<String> existing = new HashSet<>(keyIds);
    existing.retainAll(rows.values().stream().map(KnownKey::id).toList());
    return answer(existing);
  }

  @Override
  public Future<Void> used(Map<String, Instant> lastUsed) {
    uses.putAll(lastUsed);
    return Future.succeededFuture();
  }

  private <T> Future<T> answer(T value) {
    return down
        ? Future.failedFuture(ErrorCode.STORE_UNAVAILABLE.toException())
        : Future.succeededFuture(value);
  }
}
