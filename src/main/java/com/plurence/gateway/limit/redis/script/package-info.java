/**
 * The scripts that count in Redis: how they are executed, and what keys, letters and times mean to
 * them.
 */
@NullMarked
package com.plurence.gateway.limit.redis.script;

import org.jspecify.annotations.NullMarked;
