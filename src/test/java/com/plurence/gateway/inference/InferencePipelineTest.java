package com.plurence.gateway.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InferencePipelineTest {
  private static final Future<ModelResponse> RESPONSE = Future.failedFuture("the model's");

  /** No stage here looks at the call. */
  @SuppressWarnings("NullAway")
  private final ModelCall call = null;

  private final List<String> seen = new ArrayList<>();

  @Test
  void aStageActsBeforeAndAfterThoseBehindIt() {
    InferencePipeline pipeline =
        new InferencePipeline(List.of(named("a"), named("b"), (call, next) -> RESPONSE));

    Future<ModelResponse> response = pipeline.handle(call);

    assertThat(response.cause()).isSameAs(RESPONSE.cause());
    assertThat(seen).containsExactly("a", "b", "b again", "a again");
  }

  @Test
  void aStageCanActInsteadOfThoseBehindIt() {
    Stage replay = (call, next) -> RESPONSE;
    InferencePipeline pipeline = new InferencePipeline(List.of(named("a"), replay, named("b")));

    pipeline.handle(call);

    assertThat(seen).containsExactly("a", "a again");
  }

  @Test
  void whatAStageThrowsIsTheFailureOfThoseBeforeIt() {
    RuntimeException refusal = ErrorCode.KEY_MODEL_FORBIDDEN.toException();
    Stage refusing =
        (call, next) -> {
          throw refusal;
        };
    InferencePipeline pipeline = new InferencePipeline(List.of(named("a"), refusing));

    Future<ModelResponse> response = pipeline.handle(call);

    assertThat(response.cause()).isSameAs(refusal);
    assertThat(seen).containsExactly("a", "a again");
  }

  @Test
  void behindTheLastStageThereIsNone() {
    InferencePipeline pipeline = new InferencePipeline(List.of(named("a")));

    Future<ModelResponse> response = pipeline.handle(call);

    assertThat(response.cause()).isInstanceOf(IllegalStateException.class);
  }

  private Stage named(String name) {
    return (call, next) -> {
      seen.add(name);
      return next.handle(call).onComplete(over -> seen.add(name + " again"));
    };
  }
}
