package com.plurence.gateway.http;

import com.plurence.gateway.config.listener.HttpLimitsConfig;
import com.plurence.gateway.http.body.BodyReader;
import com.plurence.gateway.http.error.Failures;
import com.plurence.gateway.timing.LoopTimers;

/**
 * What the endpoints of one event loop get from the edge.
 *
 * @param failures the only writer of errors
 * @param bodies reads request bodies within the limits
 * @param limits that hold for requests now
 * @param timers of this event loop
 */
public record EndpointContext(
    Failures failures, BodyReader bodies, HttpLimitsConfig limits, LoopTimers timers) {}
