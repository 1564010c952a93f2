package com.plurence.gateway.usage.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames on their way to the store. {@link #lane} gives each event loop its own way in. {@link
 * #read}, {@link #mark} and {@link #reset} belong to one reader, {@link #upkeep} to one worker;
 * everything else may be called on any thread.
 */
public final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int AHEAD = 256 * 1024;
  private static final int LARGEST_SEGMENT = 8 * 1024 * 1024;
  private static final int SMALLEST_SEGMENT = 64 * 1024;

  /** Segments for each lane, so that while some wait for the store there is one to go on with. */
  private static final int SEGMENTS_OF_A_LANE = 4;

  private final SpoolDirectory directory;
  private final boolean temporary;
  private final long size;
  private final int segmentSize;
  private final int spare;
  private final int most;
  private final Duration sync;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicLong order = new AtomicLong();
  private final Queue<Segment> ready = new ConcurrentLinkedQueue<>();
  private final Queue<Segment> done = new ConcurrentLinkedQueue<>();
  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private final List<FrameReader> readers = new CopyOnWriteArrayList<>();
  private final Map<Lane, Kept> kept = new HashMap<>();
  private final @Nullable FrameReader ofOthers;
  private final long left;
  private long syncedAt = System.nanoTime();
  private volatile long forced;

  /** How far a lane's pages were touched and its bytes forced. */
  private record Kept(@Nullable Segment segment, int touched, int forced) {}

  /** Opens it in {@code directory}, and takes over what was left there. Blocks. */
  Spool(SpoolDirectory directory, SpoolPlace place, int loops) throws IOException {
    this.directory = directory;
    this.temporary = place.kind() == SpoolPlace.Kind.TEMPORARY;
    this.size = place.size();
    this.sync = place.sync();
    this.spare = loops + 1;
    long share = size / ((long) SEGMENTS_OF_A_LANE * loops);
    this.segmentSize =
        (int) Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, share)) / 4096 * 4096;
    this.most = (int) Math.max(spare, size / segmentSize);
    List<Segment> found = directory.left();
    found.forEach(segment -> order.accumulateAndGet(segment.order(), Math::max));
    this.left = found.stream().mapToLong(Spool::unmarked).sum();
    this.ofOthers =
        found.isEmpty()
            ? null
            : new FrameReader(new ConcurrentLinkedQueue<>(found), true, this::delete);
    if (ofOthers != null) {
      readers.add(ofOthers);
    }
    prepare();
  }

  private static long unmarked(Segment segment) {
    int offset = segment.mark();
    for (int length = segment.length(offset); length > 0; length = segment.length(offset)) {
      offset += Segment.frame(length);
    }
    return (long) offset - segment.mark();
  }

  /** A new way in, for the calling event loop. */
  public Lane lane() {
    Lane lane = new Lane(this::begin, Segment.longest(segmentSize));
    readers.add(new FrameReader(lane.begun(), false, done::add));
    lanes.add(lane);
    return lane;
  }

  private @Nullable Segment begin() {
    Segment next = ready.poll();
    if (next != null) {
      next.order(order.incrementAndGet());
    }
    return next;
  }

  /** The directory of this process, for what it keeps beside the segments. */
  public Path directory() {
    return directory.path();
  }

  /** Bytes of frames that are not done. */
  public long waiting() {
    long waiting = ofOthers == null || ofOthers.isOver() ? 0 : left;
    for (FrameReader reader : readers) {
      waiting -= reader.isOver() ? 0 : reader.marked();
    }
    return Math.max(0, waiting + appended());
  }

  /** The share of its size that waits, from 0 to 1. */
  public double fill() {
    return (double) waiting() / size;
  }

  /** Whether a lane that needs another segment would get none. */
  public boolean isFull() {
    return ready.isEmpty() && made.get() >= most;
  }

  /** The next frames of all lanes, at most {@code most}; those of each lane in order. */
  public List<Frame> read(int most) {
    List<Frame> frames = new ArrayList<>();
    for (FrameReader reader : readers) {
      reader.read(most - frames.size(), frames);
    }
    return frames;
  }

  /** Everything that was read is done: it will not be read again, by nobody. */
  public void mark() {
    for (FrameReader reader : readers) {
      reader.mark();
    }
  }

  /** What was read since the last mark is to be read again. */
  public void reset() {
    for (FrameReader reader : readers) {
      reader.reset();
    }
  }

  /** Whether there is something to do for {@link #upkeep}. */
  public boolean needsUpkeep() {
    return !done.isEmpty() || appended() != forced;
  }

  private long appended() {
    long appended = 0;
    for (Lane lane : lanes) {
      appended += lane.appended();
    }
    return appended;
  }

  /**
   * Has segments and pages ready before they are needed, and forces to the disk what is due.
   * Blocks.
   */
  public void upkeep() throws IOException {
    for (Segment segment = done.poll(); segment != null; segment = done.poll()) {
      again(segment);
    }
    prepare();
    long appended = appended();
    boolean due = System.nanoTime() - syncedAt >= sync.toNanos();
    for (Lane lane : lanes) {
      kept.put(lane, keep(lane, kept.getOrDefault(lane, new Kept(null, 0, 0)), due));
    }
    if (due) {
      syncedAt = System.nanoTime();
      forced = appended;
    }
  }

  private void again(Segment segment) {
    if (ready.size() < spare) {
      segment.clear();
      ready.add(segment);
    } else {
      delete(segment);
      made.decrementAndGet();
    }
  }

  private void prepare() throws IOException {
    while (ready.size() < spare && made.get() < most) {
      Segment segment = directory.make(segmentSize);
      segment.touch(0, AHEAD);
      ready.add(segment);
      made.incrementAndGet();
    }
  }

  private static Kept keep(Lane lane, Kept before, boolean due) {
    if (lane.appended() == 0) {
      return before;
    }
    Segment segment = lane.segment();
    int offset = lane.offset();
    if (segment == null) {
      return before;
    }
    boolean same = segment == before.segment();
    int touched = same ? before.touched() : 0;
    int forced = same ? before.forced() : 0;
    Segment old = before.segment();
    if (!same && old != null) {
      old.force(before.forced(), old.size());
    }
    segment.touch(Math.max(touched, offset), offset + AHEAD);
    if (due && offset > forced) {
      segment.force(forced, offset);
      forced = offset;
    }
    return new Kept(segment, offset + AHEAD, forced);
  }

  private void delete(Segment segment) {
    try {
      Files.deleteIfExists(segment.file());
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", segment.file())
          .addKeyValue("problem", e.getMessage())
          .log("a segment of the spool that is done could not be deleted");
    }
  }

  /** Gives the directory up; what waits stays in it for whoever takes it next. Blocks. */
  public void close() throws IOException {
    List<Segment> spent = new ArrayList<>(ready);
    spent.addAll(done);
    if (temporary || waiting() == 0) {
      lanes.stream().map(Lane::segment).filter(Objects::nonNull).forEach(spent::add);
    }
    spent.forEach(this::delete);
    directory.close();
    if (temporary) {
      directory.delete();
    }
  }
}
