package com.plurence.gateway.inference.stage;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.UploadRequest;
import com.plurence.gateway.inference.upload.Upload;
import com.plurence.gateway.upstream.Payload;
import com.plurence.gateway.upstream.attempt.RequestHeaders;
import java.util.Optional;

/**
 * What a model is asked: by the client or, from then on, by the last hook that has changed it.
 *
 * @param scanned what is in exactly this body
 * @param body of JSON; empty in an upload
 * @param upload the body that is not JSON, if it is not
 * @param headers of which those pass to a provider that may
 * @param target the only target to ask
 */
public record ModelCall(
    ScannedRequest scanned,
    Body body,
    Optional<Upload> upload,
    RequestHeaders headers,
    Optional<String> target) {

  /** What the client asks. */
  public static ModelCall of(ScannedRequest scanned, Body body, RequestHeaders headers) {
    return new ModelCall(scanned, body, Optional.empty(), headers, Optional.empty());
  }

  /** What the client asks with files. */
  public static ModelCall of(Upload upload, RequestHeaders headers) {
    return new ModelCall(
        new UploadRequest(upload.model()),
        Body.empty(),
        Optional.of(upload),
        headers,
        Optional.empty());
  }

  /** {@code route}, or the part of it that a hook has picked. */
  public Route narrow(Route route) {
    return target.flatMap(route::only).orElse(route);
  }

  /**
   * The body as targets get it.
   *
   * @param chunks whether a stream is made of chunks, whose usage must be asked for
   */
  public Payload.Source payload(boolean chunks) {
    return new Payload.Source() {
      @Override
      public Payload to(Target to) {
        return upload
            .map(files -> files.payload(to.model(scanned.model())))
            .orElseGet(() -> rewritten(to, chunks));
      }

      @Override
      public boolean isRepeatable() {
        return upload.map(Upload::isRepeatable).orElse(true);
      }
    };
  }

  private Payload rewritten(Target to, boolean chunks) {
    return Payload.whole(
        scanned.rewrite(body, to.model(scanned.model()), chunks && to.provider().streamUsage()));
  }
}
