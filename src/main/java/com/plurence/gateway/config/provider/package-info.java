/**
 * The sections about those who are called: providers, models with their targets, and how attempts
 * are made.
 */
@NullMarked
package com.plurence.gateway.config.provider;

import org.jspecify.annotations.NullMarked;
