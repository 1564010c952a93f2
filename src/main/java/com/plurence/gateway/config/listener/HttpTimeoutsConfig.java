package com.plurence.gateway.config.listener;

import java.time.Duration;

/**
 * How long a slow or idle client may take.
 *
 * @param header from the first byte of a request to the end of its headers
 * @param body from the end of the headers to the end of the body
 * @param keepAlive between two requests on one connection
 * @param write without a byte taken of what waits for the client
 */
public record HttpTimeoutsConfig(
    Duration header, Duration body, Duration keepAlive, Duration write) {}
