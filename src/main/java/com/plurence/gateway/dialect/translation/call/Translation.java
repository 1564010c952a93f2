package com.plurence.gateway.dialect.translation.call;

import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import java.util.Optional;

/**
 * Carries calls of one kind to providers of another dialect. Pure and shared by all threads; what
 * may take long for large bodies is not called on an event loop with them.
 */
public interface Translation {
  /**
   * Writes the client's request for one target.
   *
   * @param request of the client; what is read of it is kept in it for the next target
   * @param model as the provider calls it
   * @param traits what the model is like
   * @param findings gets all that was dropped, and all that a target of this kind can't take
   * @return empty if {@code findings} are not clean
   */
  Optional<TranslatedCall> carry(
      ForeignRequest request, String model, TargetTraits traits, Findings findings);
}
