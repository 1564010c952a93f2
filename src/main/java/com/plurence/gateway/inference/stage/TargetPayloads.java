package com.plurence.gateway.inference.stage;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.upload.Upload;
import com.plurence.gateway.upstream.attempt.Payload;

/**
 * Makes the body of a call as one target or another gets it.
 *
 * @param chunks whether a stream is made of chunks, whose usage must be asked for
 */
record TargetPayloads(ModelCall call, boolean chunks) implements Payload.Source {

  @Override
  public Payload to(Target target) {
    String model = target.model(call.scanned().model());
    return call.upload()
        .map(files -> files.payload(model))
        .orElseGet(
            () ->
                Payload.whole(
                    call.scanned()
                        .rewrite(call.body(), model, chunks && target.provider().streamUsage())));
  }

  @Override
  public boolean isRepeatable() {
    return call.upload().map(Upload::isRepeatable).orElse(true);
  }
}
