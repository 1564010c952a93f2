package com.plurence.gateway.project;

import com.plurence.gateway.project.FirstStart.Foundation;
import io.vertx.core.Future;

/** What {@link FirstStart} asks the store. Futures complete on the caller's context. */
public interface FirstStartStore {

  /** Whether the store has never been filled. */
  Future<Boolean> isEmpty();

  /** Fills the store if nobody has done so before; whether this call did. */
  Future<Boolean> fill(Foundation foundation);
}
