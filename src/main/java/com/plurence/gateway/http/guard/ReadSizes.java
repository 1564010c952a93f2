package com.plurence.gateway.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * How much one read takes from the socket of an accepted connection: as much as Netty would while a
 * body comes, and little between bodies, since what is read of requests beyond the current one
 * waits in memory for its turn.
 */
final class ReadSizes implements RecvByteBufAllocator {
  private static final int SMALL = 4 * 1024;

  private final RecvByteBufAllocator adaptive = new AdaptiveRecvByteBufAllocator();
  private boolean large;

  /** Whether a body comes. */
  void large(boolean yes) {
    large = yes;
  }

  @Override
  @SuppressWarnings("deprecation") // the type of Netty's interface
  public Handle newHandle() {
    return new Bounded((ExtendedHandle) adaptive.newHandle());
  }

  private final class Bounded extends DelegatingHandle implements ExtendedHandle {
    private final ExtendedHandle handle;

    Bounded(ExtendedHandle handle) {
      super(handle);
      this.handle = handle;
    }

    @Override
    public int guess() {
      return large ? super.guess() : Math.min(SMALL, super.guess());
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator alloc) {
      return large ? super.allocate(alloc) : alloc.ioBuffer(guess());
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
      return handle.continueReading(maybeMoreData);
    }
  }
}
