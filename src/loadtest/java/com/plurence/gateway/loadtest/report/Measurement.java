package com.plurence.gateway.loadtest.report;

import com.plurence.gateway.loadtest.wire.Percentiles;
import java.util.Map;

/**
 * One target under one load, once.
 *
 * @param load how it was asked, in words
 * @param rate asked for in an open loop; 0 in a closed one
 * @param unit what is counted: {@code request}, {@code chunk} or {@code start}
 * @param cpuMicros processor time of the server for one unit; 0 when its process cannot be seen
 * @param residentMib of the server at the end
 * @param kibPerStream by how much it grew for each open stream; 0 where that is not asked
 * @param latency from when a request was due to the last byte of its response
 * @param firstToken from the request to the first content
 * @param gap between the chunks of one stream
 * @param delay from the provider's writing a chunk to its arrival
 * @param lateness of the load itself: how much later than due it sent
 * @param chunksPerRead above 1 when chunks arrive in batches
 * @param outcomes how many of which
 * @param wrong answers that must not be
 * @param systemCalls reads and writes of the server for one unit; 0 where they are not counted
 * @param loadIdle percent of the load's processors with nothing to do: near 0, latencies mean
 *     little
 */
public record Measurement(
    String scenario,
    String load,
    int rate,
    String target,
    int round,
    String unit,
    double perSecond,
    double cpuMicros,
    double residentMib,
    double kibPerStream,
    Percentiles latency,
    Percentiles firstToken,
    Percentiles gap,
    Percentiles delay,
    Percentiles lateness,
    double chunksPerRead,
    Map<String, Long> outcomes,
    long wrong,
    double systemCalls,
    double loadIdle) {

  /** The same, with what was counted apart. */
  public Measurement withSystemCalls(double counted) {
    return new Measurement(
        scenario,
        load,
        rate,
        target,
        round,
        unit,
        perSecond,
        cpuMicros,
        residentMib,
        kibPerStream,
        latency,
        firstToken,
        gap,
        delay,
        lateness,
        chunksPerRead,
        outcomes,
        wrong,
        counted,
        loadIdle);
  }
}
