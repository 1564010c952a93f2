package com.plurence.gateway.inference.stage;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.translation.call.TranslatedCall;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.upload.Upload;
import com.plurence.gateway.upstream.attempt.Payload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the body of a call as one target or another gets it.
 *
 * @param translations the call for those targets that do not speak the client's dialect
 * @param chunks whether a stream is made of chunks, whose usage must be asked for
 */
record TargetPayloads(ModelCall call, Map<Target, TranslatedCall> translations, boolean chunks)
    implements Payload.Source {

  @Override
  public Payload to(Target target) {
    TranslatedCall translated = translation(target);
    if (translated != null) {
      return Payload.whole(translated.request());
    }
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
  public @Nullable TranslatedCall translation(Target target) {
    return translations.isEmpty() ? null : translations.get(target);
  }

  @Override
  public List<String> dropped(Target target) {
    TranslatedCall translated = translation(target);
    return translated == null ? call.scanned().dropped() : translated.dropped();
  }

  @Override
  public boolean isRepeatable() {
    return call.upload().map(Upload::isRepeatable).orElse(true);
  }
}
