package com.plurence.gateway.http.guard;

import java.time.Duration;

/**
 * What a connection may do before and between requests.
 *
 * @param header from the first byte of a request to the end of its headers
 * @param keepAlive without a request
 * @param connections of the listener that has a limit
 */
public record ConnectionLimits(
    Duration header, Duration keepAlive, CountedConnections connections) {}
