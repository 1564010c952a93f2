/** The relational store, embedded or shared: the only place that knows SQL and that may block. */
@NullMarked
package com.plurence.gateway.storage;

import org.jspecify.annotations.NullMarked;
