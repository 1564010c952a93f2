package com.plurence.gateway.config;

import java.util.Map;

/**
 * An extension to deploy.
 *
 * @param name class name
 * @param instances how many, 1 or more
 * @param config its own settings
 */
public record VerticleConfig(String name, int instances, Map<String, Object> config) {}
