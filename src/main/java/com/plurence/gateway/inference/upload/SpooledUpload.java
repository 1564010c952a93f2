package com.plurence.gateway.inference.upload;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.inference.upload.MultipartScan.Found;
import com.plurence.gateway.upstream.attempt.Payload;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * An upload that lies on disk, since its model came behind a file. It can be sent as often as need
 * be.
 */
final class SpooledUpload implements Upload {
  private static final int PIECE = 64 * 1024;

  private final Spool.Spooled file;
  private final Found found;

  SpooledUpload(Spool.Spooled file, Found found) {
    this.file = file;
    this.found = found;
  }

  @Override
  public Found found() {
    return found;
  }

  @Override
  public Payload payload(String upstreamModel) {
    Buffer model = Buffer.buffer(upstreamModel);
    long length = file.length() - (found.to() - found.from()) + model.length();
    SpoolReader reading = new SpoolReader(model);
    return new Payload(Body.empty(), length, Optional.of(reading::next));
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public void close() {
    file.close();
  }

  /** Goes through the file once. */
  private final class SpoolReader {
    private final Buffer model;
    private long at;

    SpoolReader(Buffer model) {
      this.model = model;
    }

    Future<Optional<Buffer>> next() {
      if (at == found.from()) {
        at = found.to();
        return Future.succeededFuture(Optional.of(model));
      }
      long end = at < found.from() ? found.from() : file.length();
      int most = (int) Math.min(PIECE, end - at);
      if (most == 0) {
        return Future.succeededFuture(Optional.empty());
      }
      return file.read(at, most)
          .map(
              bytes -> {
                at += bytes.length();
                return Optional.of(bytes);
              });
    }
  }
}
