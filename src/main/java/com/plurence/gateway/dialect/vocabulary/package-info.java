/**
 * What can be said to a model and by it, whatever the dialect: the hub between the dialects, of
 * which none knows another. Everything is data or pure.
 */
@NullMarked
package com.plurence.gateway.dialect.vocabulary;

import org.jspecify.annotations.NullMarked;
