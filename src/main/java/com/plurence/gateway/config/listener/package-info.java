/**
 * The sections about those who connect: listeners, limits and time-outs of HTTP, CORS, proxies in
 * front, the form of errors.
 */
@NullMarked
package com.plurence.gateway.config.listener;

import org.jspecify.annotations.NullMarked;
