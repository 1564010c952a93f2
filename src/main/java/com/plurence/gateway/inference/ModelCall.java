package com.plurence.gateway.inference;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.UploadRequest;
import com.plurence.gateway.inference.upload.Upload;
import com.plurence.gateway.upstream.attempt.RequestHeaders;
import java.util.Optional;
import java.util.Set;

/**
 * One call to a model on its way through the stages: who calls, and what is asked, of which a stage
 * may pass on a changed copy. Immutable.
 *
 * @param context what no stage changes
 * @param scanned what is known of the body
 * @param body as it goes to targets, but for what each has its own way; empty with an upload
 * @param upload what the client sends with files, in place of a body
 * @param headers that the request to a target is made from
 * @param targets the ids of the only targets to ask; empty: whichever is best
 */
public record ModelCall(
    CallContext context,
    ScannedRequest scanned,
    Body body,
    Optional<Upload> upload,
    RequestHeaders headers,
    Optional<Set<String>> targets) {

  /** What the client asks. */
  public static ModelCall of(CallContext context, ScannedRequest scanned, Body body) {
    return new ModelCall(
        context, scanned, body, Optional.empty(), headers(context), Optional.empty());
  }

  /** What the client asks with files. */
  public static ModelCall of(CallContext context, Upload upload) {
    return new ModelCall(
        context,
        new UploadRequest(upload.model()),
        Body.empty(),
        Optional.of(upload),
        headers(context),
        Optional.empty());
  }

  private static RequestHeaders headers(CallContext context) {
    return RequestHeaders.of(context.record().requestId(), context.exchange().request().headers());
  }

  /** The same with another body. */
  public ModelCall withBody(ScannedRequest found, Body replacement) {
    return new ModelCall(context, found, replacement, upload, headers, targets);
  }

  /** The same with other headers. */
  public ModelCall withHeaders(RequestHeaders changed) {
    return new ModelCall(context, scanned, body, upload, changed, targets);
  }

  /** The same for these targets only, named by their ids. */
  public ModelCall withTargets(Set<String> ids) {
    return new ModelCall(context, scanned, body, upload, headers, Optional.of(Set.copyOf(ids)));
  }
}
