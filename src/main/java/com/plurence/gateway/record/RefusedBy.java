package com.plurence.gateway.record;

/**
 * The limit that has not let a request pass.
 *
 * @param scope account, project, key or model
 * @param dimension by the name that it has in the configuration
 */
public record RefusedBy(String scope, String dimension) {}
