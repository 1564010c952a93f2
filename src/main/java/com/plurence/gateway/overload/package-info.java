/**
 * What keeps the process alive whatever clients and providers send: a budget of the bytes it holds.
 */
@NullMarked
package com.plurence.gateway.overload;

import org.jspecify.annotations.NullMarked;
