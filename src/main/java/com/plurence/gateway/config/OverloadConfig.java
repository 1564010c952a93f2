package com.plurence.gateway.config;

/**
 * What the gateway takes on at most.
 *
 * @param buffered share of the memory for data that bodies and whole responses may hold together
 */
public record OverloadConfig(double buffered) {}
