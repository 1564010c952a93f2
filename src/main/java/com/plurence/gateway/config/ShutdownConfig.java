package com.plurence.gateway.config;

import java.time.Duration;

/**
 * How the gateway stops.
 *
 * @param pause between readiness turning false and the listeners closing
 * @param drain how long requests in flight may go on
 */
public record ShutdownConfig(Duration pause, Duration drain) {}
