package com.plurence.gateway.loadtest.bench;

import java.net.URI;

/**
 * Something to send requests to.
 *
 * @param use of its processes; unknown when they are on another machine
 */
public record Target(String name, URI uri, ProcessUse use) {}
