package com.plurence.gateway.inference;

import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import java.util.List;

/**
 * The stages that a request to a model passes, linked once for all requests: a stage costs a
 * request two calls and no object. Immutable; of one event loop.
 */
public final class InferencePipeline implements Next {
  private final Next first;

  /**
   * @param stages in their order; the last one never calls the next
   */
  public InferencePipeline(List<Stage> stages) {
    Next next = InferencePipeline::endless;
    for (int i = stages.size() - 1; i >= 0; i--) {
      next = new Link(stages.get(i), next);
    }
    first = next;
  }

  @Override
  public Future<ModelResponse> handle(ModelCall call) {
    return first.handle(call);
  }

  private static Future<ModelResponse> endless(ModelCall call) {
    return Future.failedFuture(new IllegalStateException("the last stage has asked for another"));
  }

  private record Link(Stage stage, Next rest) implements Next {
    @Override
    public Future<ModelResponse> handle(ModelCall call) {
      try {
        return stage.handle(call, rest);
      } catch (RuntimeException failure) {
        return Future.failedFuture(failure);
      }
    }
  }
}
