package com.plurence.gateway.config;

import java.time.Duration;

/**
 * What the gateway takes on at most.
 *
 * @param inFlight requests to models, over all event loops
 * @param spare share of them, and of the bytes, that is left to projects below a fair share
 * @param buffered share of the memory for data that bodies and whole responses may hold together
 * @param delay by which an event loop may be behind all the time
 */
public record OverloadConfig(int inFlight, double spare, double buffered, Duration delay) {}
