package com.plurence.gateway.http.guard.http2;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many streams one HTTP/2 connection may have open. A stream whose window is used up holds its
 * answer in memory until the client widens the window, which may be never. When there are many of
 * those in the process, a connection gets no new stream while it has a few of them: the codec
 * refuses it with REFUSED_STREAM, which says that it may be tried again. Lives on the connection's
 * event loop.
 */
final class StreamLimit {
  /** As the settings of the server say; a client need not have seen them. */
  private static final int MOST = 100;

  /** When there are many stopped streams, what a connection may have of them. */
  private static final int FEW = 4;

  /** Stopped streams of the process, of which each holds some kilobytes. */
  private static final int MANY = 1000;

  /** Streams that are opened between two counts, which look at every stream of the connection. */
  private static final int BETWEEN_COUNTS = 4;

  private final Http2Connection connection;
  private final Http2RemoteFlowController windows;
  private final AtomicInteger stoppedInAll;
  private int stopped;
  private int opened;

  /**
   * @param stoppedInAll streams of the process whose windows are used up
   */
  StreamLimit(Http2ConnectionHandler codec, AtomicInteger stoppedInAll) {
    this.connection = codec.connection();
    this.windows = codec.encoder().flowController();
    this.stoppedInAll = stoppedInAll;
    connection.remote().maxActiveStreams(MOST);
  }

  /** Whether {@link #opening} has anything to say, since most connections have few streams. */
  boolean matters() {
    return ++opened >= BETWEEN_COUNTS;
  }

  /** Decides whether the stream that comes next may be opened. */
  void opening() {
    opened = 0;
    count();
    boolean tooMany = stopped >= FEW && stoppedInAll.get() > MANY;
    connection.remote().maxActiveStreams(tooMany ? FEW : MOST);
  }

  /** Counts anew the streams that wait for their client. */
  void count() {
    tell(connection.numActiveStreams() == 0 ? 0 : countStopped());
  }

  private int countStopped() {
    if (windows.windowSize(connection.connectionStream()) <= 0) {
      return connection.numActiveStreams();
    }
    int[] found = new int[1];
    try {
      connection.forEachActiveStream(
          stream -> {
            found[0] += windows.windowSize(stream) <= 0 ? 1 : 0;
            return true;
          });
    } catch (Http2Exception e) {
      throw new IllegalStateException("looking at streams does not change them", e);
    }
    return found[0];
  }

  /** The connection has ended. */
  void forget() {
    tell(0);
  }

  private void tell(int now) {
    stoppedInAll.addAndGet(now - stopped);
    stopped = now;
  }
}
