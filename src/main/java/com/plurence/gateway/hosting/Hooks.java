package com.plurence.gateway.hosting;

import com.plurence.gateway.extension.AnswerHook;
import com.plurence.gateway.extension.RequestHook;
import com.plurence.gateway.extension.StreamHook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The hooks of one request: of each extension, those of one instance. Immutable.
 *
 * @param onRequest in the order in which they are asked
 * @param onAnswer for whole answers
 * @param onStream for streams
 */
public record Hooks(
    List<Hook<RequestHook>> onRequest,
    List<Hook<AnswerHook>> onAnswer,
    List<Hook<StreamHook>> onStream) {
  /** Nobody wants to be asked. */
  public static final Hooks NONE = new Hooks(List.of(), List.of(), List.of());

  static Hooks of(List<Instance> instances) {
    return new Hooks(
        all(instances, instance -> instance.registrations().requestHooks),
        all(instances, instance -> instance.registrations().answerHooks),
        all(instances, instance -> instance.registrations().streamHooks));
  }

  private static <H> List<Hook<H>> all(
      List<Instance> instances, Function<Instance, List<H>> registered) {
    List<Hook<H>> hooks = new ArrayList<>();
    for (Instance instance : instances) {
      registered.apply(instance).forEach(hook -> hooks.add(new Hook<>(instance, hook)));
    }
    return List.copyOf(hooks);
  }

  /** Whether nobody wants to be asked. */
  public boolean isEmpty() {
    return onRequest.isEmpty() && onAnswer.isEmpty() && onStream.isEmpty();
  }
}
