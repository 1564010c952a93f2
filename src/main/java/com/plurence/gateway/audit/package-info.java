/**
 * What is remembered of every request and of every change: events, who makes them and who keeps
 * them.
 */
@NullMarked
package com.plurence.gateway.audit;

import org.jspecify.annotations.NullMarked;
