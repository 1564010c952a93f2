package com.plurence.gateway.usage.shipping;

import com.plurence.gateway.timing.PerLoop;
import com.plurence.gateway.usage.UsageJson;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.UsageRecorder;
import com.plurence.gateway.usage.spool.Frame;
import com.plurence.gateway.usage.spool.Lane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Appends usage records to the spool, each on the event loop of its request; those for which there
 * is no room are added up.
 */
final class SpooledRecords implements UsageRecorder {
  private static final int USUAL_SIZE = 2_048;

  private final Folding folding;
  private final PerLoop<Writer> writers;
  private volatile boolean tight;

  SpooledRecords(PerLoop<Lane> lanes, Folding folding) {
    this.folding = folding;
    this.writers = new PerLoop<>(() -> new Writer(lanes.here()));
  }

  /** Whether there is so little room that records are kept without what can be done without. */
  void tight(boolean little) {
    tight = little;
  }

  @Override
  public void keep(UsageRecord usage) {
    Writer writer = writers.here();
    int length = writer.write(tight ? usage.lean() : usage);
    if (!writer.lane.append(Frame.USAGE, writer.bytes(), length)) {
      folding.add(usage);
    }
  }

  /** The bytes of one record after the other. */
  private static final class Writer extends ByteArrayOutputStream {
    private final Lane lane;

    Writer(Lane lane) {
      super(USUAL_SIZE);
      this.lane = lane;
    }

    int write(UsageRecord usage) {
      reset();
      try {
        UsageJson.write(usage, this);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return count;
    }

    byte[] bytes() {
      return buf;
    }
  }
}
