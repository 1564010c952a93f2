package com.plurence.gateway.inference.stage;

import com.plurence.gateway.config.UsageConfig.WhenFull;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.Next;
import com.plurence.gateway.inference.Stage;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Lets pass what there is room to keep a record of. */
public final class RecordRoom implements Stage {
  private final BooleanSupplier full;

  private RecordRoom(BooleanSupplier full) {
    this.full = full;
  }

  /**
   * The stages that {@code whenFull} asks for.
   *
   * @param full whether there is no room; asked on event loops
   */
  public static List<Stage> stages(WhenFull whenFull, BooleanSupplier full) {
    return whenFull == WhenFull.REFUSE ? List.of(new RecordRoom(full)) : List.of();
  }

  @Override
  public Future<ModelResponse> handle(ModelCall call, Next next) {
    return full.getAsBoolean()
        ? Future.failedFuture(ErrorCode.STORE_UNAVAILABLE.toException())
        : next.handle(call);
  }
}
