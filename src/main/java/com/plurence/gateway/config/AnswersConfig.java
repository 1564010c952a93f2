package com.plurence.gateway.config;

/**
 * What answers tell about the way they took.
 *
 * @param attempts whether to send {@code x-plurence-attempts}
 * @param target whether to send {@code x-plurence-target}
 */
public record AnswersConfig(boolean attempts, boolean target) {}
