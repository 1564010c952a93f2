package com.plurence.gateway.storage;

import com.plurence.gateway.auth.key.KeyFeed;
import com.plurence.gateway.auth.key.KeyHash;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what the feed says. */
final class RecordingListener implements KeyFeed.KeyChangeListener {
  private final List<KeyHash> created = new CopyOnWriteArrayList<>();
  private final List<String> removed = new CopyOnWriteArrayList<>();
  private final AtomicInteger resumed = new AtomicInteger();

  List<KeyHash> created() {
    return created;
  }

  List<String> removed() {
    return removed;
  }

  int resumptions() {
    return resumed.get();
  }

  @Override
  public void created(KeyHash hash) {
    created.add(hash);
  }

  @Override
  public void removed(String keyId, KeyHash hash) {
    removed.add(keyId);
  }

  @Override
  public void interrupted() {}

  @Override
  public void resumed() {
    resumed.incrementAndGet();
  }
}
