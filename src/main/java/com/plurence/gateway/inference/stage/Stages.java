package com.plurence.gateway.inference.stage;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.extension.host.HookChoices;
import com.plurence.gateway.http.error.Failures;
import com.plurence.gateway.idempotency.IdempotentRequests;
import com.plurence.gateway.inference.InferencePipeline;
import com.plurence.gateway.inference.Stage;
import com.plurence.gateway.inference.translation.RouteTranslator;
import com.plurence.gateway.limit.admission.RequestLimits;
import com.plurence.gateway.upstream.UpstreamClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The list: every stage of a request to a model, in the order that is a part of the contract (see
 * {@code src/docs/architecture.md}). Linked anew when the extensions are others, so that what is
 * not configured is not in it, and no request is asked whether it is. Of one event loop.
 */
public final class Stages implements Supplier<InferencePipeline> {
  private final List<Stage> room;
  private final IdempotentRequests requests;
  private final Supplier<HookChoices> extensions;
  private final Function<Operation, RequestScan> scans;
  private final UpstreamClient upstreams;
  private final RouteTranslator translator;
  private final RequestLimits limits;
  private final Failures failures;
  private HookChoices linked;
  private InferencePipeline pipeline;

  /**
   * @param room of {@link RecordRoom}
   * @param requests that are done once, and the responses to them
   * @param extensions the hooks of those that run now; another object when they are others
   * @param scans begins the scan of a body for an operation
   * @param upstreams of this event loop
   * @param translator for targets that do not speak the client's dialect
   * @param limits on this event loop
   */
  public Stages(
      List<Stage> room,
      IdempotentRequests requests,
      Supplier<HookChoices> extensions,
      Function<Operation, RequestScan> scans,
      UpstreamClient upstreams,
      RouteTranslator translator,
      RequestLimits limits,
      Failures failures) {
    this.room = room;
    this.requests = requests;
    this.extensions = extensions;
    this.scans = scans;
    this.upstreams = upstreams;
    this.translator = translator;
    this.limits = limits;
    this.failures = failures;
    this.linked = extensions.get();
    this.pipeline = new InferencePipeline(list(linked));
  }

  /** The pipeline for a request that begins now. */
  @Override
  public InferencePipeline get() {
    HookChoices now = extensions.get();
    if (now != linked) {
      linked = now;
      pipeline = new InferencePipeline(list(now));
    }
    return pipeline;
  }

  private List<Stage> list(HookChoices hooks) {
    List<Stage> stages = new ArrayList<>();
    stages.add(new Permission());
    stages.addAll(room);
    stages.add(new Idempotency(requests));
    if (!hooks.isEmpty()) {
      ChangedRequests changes = new ChangedRequests(scans, upstreams::route);
      stages.add(new ExtensionHooks(hooks, changes, failures));
    }
    stages.add(new Limiting(limits, upstreams::route));
    stages.add(new Routing(upstreams, translator));
    return stages;
  }
}
