/**
 * The configuration: one immutable record a section, read once from a file and checked before
 * anything starts.
 */
@NullMarked
package com.plurence.gateway.config;

import org.jspecify.annotations.NullMarked;
