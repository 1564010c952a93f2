package com.plurence.gateway.config;

import java.nio.file.Path;

/**
 * Where extensions come from.
 *
 * @param directory whose jars are searched for them; need not exist
 */
public record ExtensionsConfig(Path directory) {}
