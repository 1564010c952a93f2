package com.plurence.gateway.config;

import java.time.Duration;

/**
 * What answers tell beside what the provider says.
 *
 * @param attempts whether to send {@code x-plurence-attempts}
 * @param target whether to send {@code x-plurence-target}
 * @param keepAlive how long the client of a stream hears nothing before it gets a comment; zero:
 *     for as long as the provider is silent
 */
public record AnswersConfig(boolean attempts, boolean target, Duration keepAlive) {}
