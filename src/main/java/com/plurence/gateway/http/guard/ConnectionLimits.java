package com.plurence.gateway.http.guard;

import java.time.Duration;

/**
 * What a connection may do before and between requests.
 *
 * @param header from the first byte of a request to the end of its headers
 * @param keepAlive without a request
 * @param write without a byte taken of what waits for the client
 * @param connections of the listener that has a limit
 */
public record ConnectionLimits(
    Duration header, Duration keepAlive, Duration write, CountedConnections connections) {}
