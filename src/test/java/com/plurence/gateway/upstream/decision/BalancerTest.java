package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.seconds;
import static com.plurence.gateway.upstream.decision.Fixtures.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.upstream.decision.Balancer.AllUnavailable;
import com.plurence.gateway.upstream.decision.Balancer.Choice;
import com.plurence.gateway.upstream.decision.Balancer.Chosen;
import com.plurence.gateway.upstream.decision.Balancer.NoneLeft;
import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BalancerTest {
  private final Random random = new Random(42);

  private final TargetState light = state("light", 1);
  private final TargetState heavy = state("heavy", 3);
  private final TargetState reserve = state("reserve", 1);
  private final Balancer balancer = new Balancer(List.of(List.of(light, heavy), List.of(reserve)));

  @Test
  void followsTheWeightsWhenIdle() {
    Map<Target, Integer> chosen = new HashMap<>();

    for (int i = 0; i < 20_000; i++) {
      Chosen choice = choose();
      chosen.merge(choice.state().target(), 1, Integer::sum);
      choice.permit().close(START);
    }

    assertThat(chosen).containsOnlyKeys(light.target(), heavy.target());
    assertThat(chosen.getOrDefault(light.target(), 0) / 20_000.0).isCloseTo(0.25, within(0.015));
  }

  @Test
  void keepsRequestsInFlightInProportionToTheWeights() {
    for (int i = 0; i < 400; i++) {
      choose();
    }

    assertThat(light.health().inFlight()).isBetween(98, 102);
    assertThat(heavy.health().inFlight()).isBetween(298, 302);
  }

  @Test
  void avoidsATargetWhoseRequestsPileUp() {
    for (int i = 0; i < 50; i++) {
      heavy.health().tryAcquire(START);
    }

    for (int i = 0; i < 16; i++) {
      assertThat(choose().state()).isSameAs(light);
    }
  }

  @Test
  void spreadsOverManyTargetsOfOnePriority() {
    List<TargetState> many = IntStream.range(0, 100).mapToObj(i -> state("t" + i, 1)).toList();
    Balancer wide = new Balancer(List.of(many));

    for (int i = 0; i < 1_000; i++) {
      wide.choose(any -> true, START, random);
    }

    assertThat(many).allSatisfy(state -> assertThat(state.health().inFlight()).isBetween(5, 15));
  }

  @Test
  void leavesOutTargetsThatAreNotAvailable() {
    open(heavy);

    for (int i = 0; i < 100; i++) {
      assertThat(choose().state()).isSameAs(light);
    }
  }

  @Test
  void goesToTheNextPriorityWhenTheFirstIsUnavailable() {
    open(light);
    open(heavy);

    assertThat(choose().state()).isSameAs(reserve);
  }

  @Test
  void goesToTheNextPriorityWhenTheFirstIsExcluded() {
    Choice choice = balancer.choose(Set.of(reserve.target())::contains, START, random);

    assertThat(choice)
        .isInstanceOfSatisfying(
            Chosen.class, chosen -> assertThat(chosen.state()).isSameAs(reserve));
  }

  @Test
  void triesEveryTargetOnceWhenTheTriedOnesAreExcluded() {
    Set<Target> tried = new HashSet<>();

    for (int i = 0; i < 3; i++) {
      Choice choice = balancer.choose(target -> !tried.contains(target), START, random);
      tried.add(((Chosen) choice).state().target());
    }

    assertThat(tried).hasSize(3);
    assertThat(balancer.choose(target -> !tried.contains(target), START, random))
        .isEqualTo(new NoneLeft());
  }

  @Test
  void saysWhenTheEarliestTargetCanBeAskedAgain() {
    open(light);
    open(heavy);
    limit(reserve);

    Choice choice = balancer.choose(any -> true, START, random);

    assertThat(choice).isEqualTo(new AllUnavailable(seconds(1), FaultKind.ALL_UNAVAILABLE));
  }

  @Test
  void sendsOneProbeToATargetWhoseTimeHasCome() {
    open(light);
    open(heavy);
    open(reserve);

    Chosen first = (Chosen) balancer.choose(any -> true, seconds(10), random);
    Chosen second = (Chosen) balancer.choose(any -> true, seconds(10), random);
    Chosen third = (Chosen) balancer.choose(any -> true, seconds(10), random);
    Choice fourth = balancer.choose(any -> true, seconds(10), random);

    assertThat(List.of(first, second, third))
        .extracting(Chosen::state)
        .containsExactlyInAnyOrder(light, heavy, reserve);
    assertThat(fourth).isEqualTo(new AllUnavailable(seconds(11), FaultKind.ALL_UNAVAILABLE));
  }

  private Chosen choose() {
    return (Chosen) balancer.choose(any -> true, START, random);
  }

  private static TargetState state(String name, int weight) {
    return TargetState.fresh(target(name, weight, 1), START);
  }

  private static void open(TargetState state) {
    for (int i = 0; i < 5; i++) {
      report(state, FaultKind.SERVER_ERROR);
    }
  }

  private static void limit(TargetState state) {
    report(state, FaultKind.RATE_LIMITED);
  }

  private static void report(TargetState state, FaultKind kind) {
    Permit permit = (Permit) state.health().tryAcquire(START);
    permit.failed(UpstreamFault.of(kind), START);
    permit.close(START);
  }
}
