package com.plurence.gateway.inference.upload;

import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporary files for uploads that can't be sent on while they come: those whose model follows a
 * file. All together are bounded in bytes, over all event loops. Safe on any thread.
 */
public final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final Duration COME_BACK = Duration.ofSeconds(5);
  private static final String READABLE_BY_US = "rw-------";

  private final AtomicLong used = new AtomicLong();

  /** The bytes on disk now. */
  public long used() {
    return used.get();
  }

  /**
   * A new file, in the directory for temporary files of the system.
   *
   * @param limit bytes that all files may have together
   * @return fails with UPLOAD_NOT_STORED
   */
  Future<Spooled> create(FileSystem files, long limit) {
    OpenOptions options = new OpenOptions().setRead(true).setWrite(true).setDeleteOnClose(true);
    return files
        .createTempFile("plurence-upload-", ".part", READABLE_BY_US)
        .compose(path -> files.open(path, options))
        .map(file -> new Spooled(file, limit))
        .recover(Spool::notStored);
  }

  private static <T> Future<T> notStored(Throwable failure) {
    LOG.atWarn().setCause(failure).log("an upload can't be stored");
    return Future.failedFuture(ErrorCode.UPLOAD_NOT_STORED.toException());
  }

  /** One file; it is gone when it is closed. Lives on one event loop. */
  final class Spooled {
    private final AsyncFile file;
    private final long limit;
    private long length;
    private boolean closed;

    private Spooled(AsyncFile file, long limit) {
      this.file = file;
      this.limit = limit;
    }

    long length() {
      return length;
    }

    /** Appends {@code bytes}, after those before have been written. */
    Future<Void> append(Buffer bytes) {
      long at = length;
      length += bytes.length();
      if (used.addAndGet(bytes.length()) > limit) {
        return Future.failedFuture(
            ErrorCode.UPLOAD_NOT_STORED.toException().withRetryAfter(COME_BACK));
      }
      return file.write(bytes, at).recover(Spool::notStored);
    }

    /** The bytes from {@code from} on, at most {@code most} of them and at least one. */
    Future<Buffer> read(long from, int most) {
      return file.read(Buffer.buffer(most), 0, from, most).recover(Spool::notStored);
    }

    /** Deletes the file; calls after the first do nothing. */
    void close() {
      if (!closed) {
        closed = true;
        used.addAndGet(-length);
        file.close()
            .onFailure(failure -> LOG.atWarn().setCause(failure).log("an upload stays on disk"));
      }
    }
  }
}
