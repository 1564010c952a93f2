package com.plurence.gateway.usage.shipping;

import com.plurence.gateway.usage.UsageRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records for which the spool has no room, added up: tokens and money stay right, and only single
 * rows are missing. Safe on any thread; what blocks is for workers, of which several may be at it.
 */
final class Folding {
  /** Sums beside one another; beyond it those of a project become one. */
  private static final int MOST_SUMS = 3_000;

  private final ConcurrentMap<HourKey, Tally> open = new ConcurrentHashMap<>();
  private final LongAdder folded = new LongAdder();
  private final List<Fold> closed = new CopyOnWriteArrayList<>();
  private final List<FoldFile> files;
  private String id = UUID.randomUUID().toString();
  private volatile long saved;

  private Folding(List<FoldFile> files) {
    this.files = files;
  }

  /** Opens the reserved file of {@code directory}, and takes over those of others. Blocks. */
  static Folding open(Path directory) throws IOException {
    List<FoldFile> left = FoldFile.left(directory);
    Folding folding = new Folding(left);
    for (FoldFile file : left) {
      file.read().stream().filter(fold -> !fold.sums().isEmpty()).forEach(folding.closed::add);
    }
    left.add(0, FoldFile.make(directory));
    folding.saved = -1;
    return folding;
  }

  /** Adds one record to the sums. */
  void add(UsageRecord usage) {
    HourKey key = HourKey.of(usage);
    boolean tooMany = open.size() >= MOST_SUMS && !open.containsKey(key);
    open.merge(tooMany ? key.ofProject() : key, Tally.of(usage), Tally::plus);
    folded.increment();
  }

  /** Records that were added so far. */
  long count() {
    return folded.sum();
  }

  /** Whether there is something that the store does not have. */
  boolean isEmpty() {
    return open.isEmpty() && closed.isEmpty();
  }

  /** Whether there is something to do for {@link #save}; on any thread. */
  boolean needsSaving() {
    return count() != saved;
  }

  /** Writes what there is to the reserved file, unless it is there. Blocks. */
  synchronized void save() throws IOException {
    long now = count();
    if (now != saved) {
      List<Fold> all = new ArrayList<>(closed);
      all.add(new Fold(id, Map.copyOf(open)));
      files.get(0).write(all);
      deleteOthers();
      saved = now;
    }
  }

  private void deleteOthers() throws IOException {
    while (files.size() > 1) {
      files.remove(files.size() - 1).delete();
    }
  }

  /**
   * The oldest sums, which do not change any more and are in the file. Blocks.
   *
   * @return nothing if there are none
   */
  synchronized Optional<Fold> oldest() throws IOException {
    if (closed.isEmpty() && !open.isEmpty()) {
      Map<HourKey, Tally> sums = new TreeMap<>();
      for (HourKey key : open.keySet()) {
        Tally tally = open.remove(key);
        if (tally != null) {
          sums.put(key, tally);
        }
      }
      closed.add(new Fold(id, sums));
      id = UUID.randomUUID().toString();
      saved = -1;
    }
    save();
    return closed.stream().findFirst();
  }

  /** The store has {@code fold}. Blocks. */
  synchronized void done(Fold fold) throws IOException {
    closed.remove(fold);
    saved = -1;
    save();
  }

  /** Deletes the file if the store has everything. Blocks. */
  synchronized void close() throws IOException {
    if (isEmpty()) {
      files.get(0).delete();
    } else {
      save();
    }
  }
}
